import { playwright } from '@vitest/browser-playwright';
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { runtimeAssets } from './src/django/vite-assets.ts';
import { amaroInBrowser } from './src/sandbox/interpreter/scenario/vite-amaro.ts';

const minutes = 60_000;

/** Whole interpreters at work: one file at a time, and time enough for a cold boot on a slow machine. */
const heavy = { fileParallelism: false, testTimeout: 2 * minutes, hookTimeout: 2 * minutes };

const chromium = {
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ],
};

/** In the order in which they run. */
const projects: Readonly<Record<string, TestProjectInlineConfiguration>> = {
  unit: {
    test: {
      include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/bench/**/*.test.ts'],
      exclude: [...configDefaults.exclude, '**/*contract.test.ts', '**/*.browser.test.ts'],
    },
  },
  contract: {
    test: {
      ...heavy,
      include: ['src/**/*contract.test.ts'],
      exclude: [...configDefaults.exclude, '**/*.browser.test.ts'],
    },
  },
  browser: {
    plugins: [runtimeAssets(), amaroInBrowser()],
    test: {
      ...heavy,
      include: ['src/**/*.browser.test.ts'],
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: chromium }),
        instances: [{ browser: 'chromium' }],
      },
    },
  },
  conformance: {
    test: {
      ...heavy,
      include: ['tests/conformance/**/*.test.ts'],
      // One worker for all files, so that they share one booted Django.
      pool: 'threads',
      isolate: false,
    },
  },
  lessons: { test: { ...heavy, include: ['tests/lessons/**/*.test.ts'] } },
  suites: {
    test: {
      ...heavy,
      include: ['tests/exercises/*/*/suite.test.ts'],
      setupFiles: ['tests/suites/setup.ts'],
      pool: 'threads',
      isolate: false,
    },
  },
  project: { test: { ...heavy, include: ['tests/project/**/*.test.ts'], maxConcurrency: 2 } },
  container: { test: { ...heavy, include: ['tests/container/**/*.test.ts'] } },
  // A file for each track of each module: their sandboxes share nothing.
  course: {
    test: { ...heavy, include: ['tests/course/**/*.test.ts'], fileParallelism: true, maxWorkers: 2 },
  },
  e2e: { test: { ...heavy, include: ['tests/e2e/**/*.test.ts'], globalSetup: ['tests/e2e/serve.ts'] } },
};

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: Object.entries(projects).map(([name, { plugins = [], test }], groupOrder) => ({
      plugins,
      test: { ...test, name, sequence: { groupOrder } },
    })),
  },
});
