/** A check of ten tests on the product's workbench, warm, beside `manage.py test` of the same ten on CPython. */
import { type Browser, openChromium, type Page } from '../e2e/browsers.ts';
import { createLearner } from '../e2e/learner.ts';
import { edited } from './exercise/files.ts';
import { median, type Report } from './figures.ts';
import { type NativeRun, withNative } from './native/native.ts';
import { assertTenPassed, pressAndTime, shownFacts } from './press-and-time.ts';

const ROUNDS = 9;
/** The first of them boots. */
const WARM_UP = 3;

/** @param middleware the text of the file that the learner edits */
export async function measureTenTests(workbench: string, middleware: string): Promise<Report> {
  const browser = await openChromium();
  const { again, afterEdit, native } = await withNative((runNative) =>
    sideBySide(browser, workbench, middleware, runNative),
  ).finally(() => browser.close());
  const wall = native.map((run) => run.wall);
  const baseline = { what: 'native', value: median(wall) };
  return {
    heading:
      'A check of ten tests, from the press to the verdict; native is `manage.py test` of the same ten',
    figures: [
      {
        id: 'check_ms',
        what: 'after an edit',
        unit: 'ms',
        samples: afterEdit,
        baseline,
        ratioId: 'check_vs_native',
        targets: { ratio: 0.2, median: 250 },
      },
      {
        id: 'check_again_ms',
        what: 'the same files again',
        unit: 'ms',
        samples: again,
        baseline,
        ratioId: 'check_again_vs_native',
      },
      { id: 'native_test_ms', what: 'native, the whole process', unit: 'ms', samples: wall, baseline: null },
      {
        id: 'native_test_cpu_ms',
        what: 'native, user and system',
        unit: 'ms',
        samples: native.map((run) => run.cpu),
        baseline: null,
      },
    ],
  };
}

interface Checks {
  readonly again: readonly number[];
  readonly afterEdit: readonly number[];
  readonly native: readonly NativeRun[];
}

/** Turn by turn, so that a busy minute of the machine meets all of them. */
async function sideBySide(
  browser: Browser,
  workbench: string,
  middleware: string,
  runNative: () => Promise<NativeRun>,
): Promise<Checks> {
  const page = await browser.newPage();
  await page.setSize(1440, 900);
  const learner = createLearner(page, workbench);
  await learner.open('');
  const again: number[] = [];
  const afterEdit: number[] = [];
  const native: NativeRun[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    native.push(await runNative());
    await learner.write({ [edited]: `${middleware}\n# ${round}\n` });
    afterEdit.push(await check(page));
    again.push(await check(page));
  }
  return { again: again.slice(WARM_UP), afterEdit: afterEdit.slice(WARM_UP), native: native.slice(WARM_UP) };
}

async function check(page: Page): Promise<number> {
  const took = await page.evaluate(pressAndTime, null);
  assertTenPassed(await page.evaluate(shownFacts, null));
  return took;
}
