import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import lockedWheels from '../../django/wheels.lock.json' with { type: 'json' };

const wheel = lockedWheels.find(({ name }) => name === 'django');

/** The pinned release: `5.2.18`. */
export const djangoVersion = wheel?.version ?? '';

/** Django's own files, as the pinned wheel has them. */
export interface DjangoSource {
  /** The text of `django/core/handlers/base.py`. @throws {Error} when there is no such file */
  read(file: string): string;
}

/** Opens the pinned wheel. @param folder where the site's build has put it, with a slash at its end */
export async function openDjangoSource(folder: URL): Promise<DjangoSource> {
  const archive = await readFile(new URL(wheel?.file ?? '', folder));
  return {
    read(file) {
      const found = unzipSync(archive, { filter: ({ name }) => name === file })[file];
      if (found === undefined) {
        throw new Error(
          `Django ${djangoVersion} has no file ${file}. Write its path as Django's repository does, like django/core/handlers/base.py.`,
        );
      }
      return strFromU8(found);
    },
  };
}
