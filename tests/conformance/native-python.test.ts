import { expect, test } from 'vitest';
import { startNative } from './native.ts';
import { findPython } from './native-python.ts';

const machine = (versions: Readonly<Record<string, string>>) => async (program: string) => {
  const version = versions[program];
  if (version === undefined) throw new Error(`spawn ${program} ENOENT`);
  return version;
};

test('the first Python that is new enough is taken', async () => {
  expect(await findPython(machine({ python3: '3.11', python: '3.13' }))).toBe('python3');
  expect(await findPython(machine({ python3: '3.9', python: '3.13' }))).toBe('python');
});

test('a Python that is too old, or none, is answered with what to install', async () => {
  const need =
    'Django without threads is compared with CPython with threads: install Python 3.11 or newer, as python3 on the PATH';
  await expect(findPython(machine({ python3: '3.10', python: '2.7' }))).rejects.toThrow(
    `${need} (python3 is 3.10, python is 2.7).`,
  );
  await expect(findPython(machine({}))).rejects.toThrow(`${need} (there is none).`);
});

test('a project that does not start is told in the words that Python died with', async () => {
  const native = await startNative({ 'bookshop/settings.py': 'DATABASES = {"default": {}}\n1 / 0\n' });
  await expect(native.serve([])).rejects.toThrow(
    /^Python ended with exit code 1, and last said:\n[\s\S]*ZeroDivisionError: division by zero/,
  );
  await native.close();
});

test('a job that Python does not survive is told with the signal, and the next one is done', async () => {
  const native = await startNative({
    'bookshop/urls.py': [
      'import os',
      'from django.http import HttpResponse',
      'from django.urls import path',
      'urlpatterns = [path("die/", lambda request: os.kill(os.getpid(), 9)), path("", lambda request: HttpResponse())]',
      '',
    ].join('\n'),
  });
  await expect(native.serve([{ method: 'GET', path: '/die/' }])).rejects.toThrow(
    'The job died of signal 9: ["serve",[{"method":"GET","path":"/die/"}]]',
  );
  const [next] = await native.serve([{ method: 'GET', path: '/' }]);
  expect(next?.response?.status).toBe(200);
  await native.close();
});
