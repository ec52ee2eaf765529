import { bundle } from '../../src/project/build.ts';

/** One of our modules as one file that needs nothing beside it but the packages named. */
export async function bundleRoom(path: string, external: readonly string[] = []): Promise<string> {
  const { files } = await bundle({ room: path }, { external, splits: false });
  const { 'room.js': room, ...others } = files;
  if (room === undefined || Object.keys(others).length > 0)
    throw new Error(`${path} became ${Object.keys(files).length} files and not one.`);
  return room;
}
