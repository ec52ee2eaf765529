import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findExercises } from '../../tests/course/submissions.ts';
import { createSandbox } from './create-sandbox.ts';
import { nodeDriver } from './drivers/node.ts';
import { loadBase } from './drivers/node-files.ts';
import type { Report } from './protocol.ts';

const exercise = (await findExercises()).find(({ id }) => id === '02-order/request-id');
if (exercise === undefined)
  throw new Error('02-order/request-id is gone: choose another exercise for this test.');
const { files } = exercise.start;
const sandbox = createSandbox({ track: 'django', driver: nodeDriver, loadBase: () => loadBase('django') });
afterAll(() => sandbox.close());

describe('the report of a check', () => {
  let report: Report;
  beforeAll(async () => {
    report = await sandbox.check(exercise.id, files);
  });

  test('has with each failed test the exchange that its message shows', () => {
    const failed = report.tests.filter(({ status }) => status === 'failed');
    expect(failed).not.toEqual([]);
    for (const { message, exchanges } of failed) {
      const evidence = exchanges.filter((exchange) => exchange.evidence);
      expect(evidence).toHaveLength(1);
      expect(message).toContain(`${evidence[0]?.request.method} ${evidence[0]?.request.path}`);
      expect(evidence[0]?.trace.map(({ kind }) => kind)).toContain('layer-entered');
    }
  });

  test('is plain data: nothing is lost on the way from one room to another', () => {
    expect(structuredClone(report)).toEqual(report);
    expect(JSON.parse(JSON.stringify(report.tests))).toEqual(report.tests);
  });
});

describe('a request of one’s own', () => {
  test('is answered by the files that go with it', async () => {
    const { response, trace, startUp } = await sandbox.request(files, { method: 'GET', path: '/books/' });
    expect(response).toMatchObject({ status: 200, reason: 'OK' });
    expect(response?.body).toContain('<html');
    expect(trace.filter((event) => event.kind === 'layer-entered').at(-1)).toMatchObject({
      layer: 'RequestIDMiddleware',
    });
    expect(startUp).toHaveLength(8);
    expect(sandbox.state.get()).toEqual({ phase: 'ready', boot: { from: 'snapshot' } });
  });

  test('meets a pristine database each time', async () => {
    const layer = [
      'from shop.models import Review',
      '',
      '',
      'def RequestIDMiddleware(get_response):',
      '    def middleware(request):',
      '        deleted, _ = Review.objects.all().delete()',
      '        response = get_response(request)',
      '        response["X-Deleted"] = str(deleted)',
      '        return response',
      '',
      '    return middleware',
      '',
    ].join('\n');
    const deleted = async () => {
      const changed = { ...files, 'shop/middleware.py': layer };
      const { response } = await sandbox.request(changed, { method: 'GET', path: '/books/' });
      return Number(response?.headers.find(([name]) => name === 'X-Deleted')?.[1]);
    };
    const first = await deleted();
    expect(first).toBeGreaterThan(0);
    expect(await deleted()).toBe(first);
  });

  test('that the code can’t answer is the code’s fault, and the sandbox stays ready', async () => {
    const broken = { ...files, 'shop/middleware.py': 'def broken(:\n' };
    await expect(sandbox.request(broken, { method: 'GET', path: '/books/' })).rejects.toMatchObject({
      fault: { kind: 'code', exception: 'SyntaxError', at: { file: 'shop/middleware.py', line: 1 } },
    });
    expect(sandbox.state.get()).toEqual({ phase: 'ready', boot: { from: 'snapshot' } });
  });
});
