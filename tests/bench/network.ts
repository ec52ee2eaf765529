/** A visit through networks of a given speed, and from a warm cache: for each way to boot, and for plain Pyodide. */
import type { Figure, Report } from './figures.ts';
import { median } from './figures.ts';
import { createLink } from './link.ts';
import { openSlowDoor } from './slow-door.ts';
import { variants } from './variants.ts';
import { type Visits, visitTwice } from './visits.ts';

const SPEEDS = [10, 50] as const;
const ROUND_TRIP = 40;
const ROUNDS = 3;

/** A page of a served site. */
interface Place {
  /** The site's address. */
  readonly site: string;
  /** From there. */
  readonly path: string;
}

export interface Places {
  readonly exercise: Place;
  readonly bare: Place;
}

interface Row extends Place {
  readonly id: string;
  readonly what: string;
}

export async function measureNetwork({ exercise, bare }: Places): Promise<Report[]> {
  const rows: Row[] = [
    { ...bare, id: 'bare', what: 'plain Pyodide' },
    ...variants.map(({ id, what, query }) => ({ ...exercise, id, what, path: `${exercise.path}${query}` })),
  ];
  const reports: Report[] = [];
  for (const megabits of SPEEDS) {
    const measured = new Map<Row, readonly Trip[]>();
    for (const row of rows) measured.set(row, await tripsOf(row, megabits));
    reports.push(reportOf(megabits, measured));
  }
  return reports;
}

interface Trip extends Visits {
  /** What the first visit brought over the network, and what the second did. */
  readonly kilobytes: readonly [first: number, second: number];
}

async function tripsOf({ site, path }: Row, megabits: number): Promise<readonly Trip[]> {
  const trips: Trip[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const door = await openSlowDoor(site, { link: createLink(megabits), roundTrip: ROUND_TRIP });
    try {
      const afterFirst: number[] = [];
      const visits = await visitTwice(`${door.url}${path}`, () => void afterFirst.push(door.bytes() / 1000));
      const [first = 0, both = 0] = afterFirst;
      trips.push({ ...visits, kilobytes: [first, both - first] });
    } finally {
      await door.close();
    }
  }
  return trips;
}

function reportOf(megabits: number, measured: ReadonlyMap<Row, readonly Trip[]>): Report {
  const [bare = []] = measured.values();
  const baseline = { what: 'bare, first visit', value: median(bare.map(({ first }) => first)) };
  return {
    heading: `At ${megabits} Mbit/s and ${ROUND_TRIP} ms a round trip, from opening a page to a sandbox that is ready`,
    figures: [...measured].flatMap(([{ id, what }, trips]): Figure[] => {
      const name = `network_${megabits}_${id}`;
      const time = (which: 'first' | 'second') => ({
        id: `${name}_${which}_ms`,
        what: `${what}, ${which === 'first' ? 'first visit' : 'warm cache'}`,
        unit: 'ms' as const,
        samples: trips.map((trip) => trip[which]),
        baseline: id === 'bare' && which === 'first' ? null : baseline,
      });
      const weight = (which: 0 | 1, when: string) => ({
        id: `${name}_${when}_kb`,
        what: `${what}, loaded the ${when} time`,
        unit: 'kB' as const,
        samples: trips.map(({ kilobytes }) => kilobytes[which]),
        baseline: null,
      });
      return [time('first'), time('second'), weight(0, 'first'), weight(1, 'second')];
    }),
  };
}
