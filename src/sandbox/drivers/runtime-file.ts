import { runtimeBase } from 'virtual:runtime-assets';
import { Unreachable } from '../../django/unreachable.ts';

/** One of the files that an interpreter boots from. @throws {Unreachable} */
export async function fetchRuntimeFile(name: string): Promise<Response> {
  const response = await fetch(runtimeBase + name).catch(() => {
    throw new Unreachable(name);
  });
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return response;
}
