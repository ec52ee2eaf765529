import type { Site } from '../../django/site.ts';

const ROUNDS = 12;
const PATHS = ['/books/', '/books/1/', '/no-such-page/'];

/**
 * Does what checks do, as long as nobody needs the site: WebAssembly runs slowly until the engine has compiled well what
 * runs often, and other rooms of the page share the result. Leaves the site started on the base project.
 * @returns how many rounds it came to
 */
export async function warmUp(site: Site, isNeeded: () => boolean): Promise<number> {
  for (let round = 0; round < ROUNDS; round += 1) {
    // Whoever needs the site gets a word in.
    await new Promise((resolve) => setTimeout(resolve));
    if (isNeeded()) return round;
    site.start({});
    for (const path of PATHS) site.request({ method: 'GET', path });
  }
  return ROUNDS;
}
