/** Whether a site offers its Rebuild exercises in a WebContainer too: the build's variable `PUBLIC_WEBCONTAINER`. */
export type SitePolicy = (typeof policies)[number];

const policies = ['off', 'offer', 'first'] as const;

/**
 * `off` knows the embedded sandbox alone, `offer` leaves it to the learner (so does no value at all), `first` starts with
 * the WebContainer wherever nothing speaks against it. Throws an `Error` that names the three for anything else.
 */
export function readSitePolicy(text: string | undefined): SitePolicy {
  if (text === undefined || text === '') return 'offer';
  const policy = policies.find((candidate) => candidate === text);
  if (policy === undefined) {
    throw new Error(`PUBLIC_WEBCONTAINER is "${text}". Set it to ${policies.join(', ')}, or leave it out.`);
  }
  return policy;
}
