/** One way in which the product's page can boot. */
export interface Variant {
  /** As it stands in a figure's id. */
  readonly id: string;
  /** In the words of the table. */
  readonly what: string;
  /** What chooses it, at the end of the page's address. */
  readonly query: string;
}

export const variants: readonly Variant[] = [
  { id: 'default', what: 'as visitors get it', query: '' },
  { id: 'scratch', what: 'from scratch', query: '?boot=scratch' },
];
