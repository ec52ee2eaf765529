/** Which page a component is on, for errors: the lesson's file, or the page's address. */
export function whereIs({ locals, url }: { readonly locals: App.Locals; readonly url: URL }): string {
  return locals.lesson === undefined ? url.pathname : `content/${locals.lesson}.mdx`;
}
