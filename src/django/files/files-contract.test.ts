/** Python's view of the file systems: one that nothing changes, and the rest, which a return to an image puts back. */
import { strToU8, zipSync } from 'fflate';
import { loadPyodide, type PyodideAPI } from 'pyodide';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nodeRuntimeSource } from '../node-source.ts';
import type { FileSystem } from './emscripten.ts';
import { type FileImage, imageFiles } from './file-image.ts';
import { mountLibrary } from './library.ts';
import { writeProject } from './project.ts';
import { listZip } from './zip.ts';

const PACKAGE = '/lib/python3.14/site-packages/shelf';
const archive = zipSync({
  'shelf/__init__.py': strToU8('TITLE = "Shelf"\n'),
  'shelf/data/list.txt': strToU8('one\ntwo\nthree\n'),
  'shelf/labels.py': strToU8('LABELS = ["a", "b"]\n'),
});

let pyodide: PyodideAPI;
let FS: FileSystem;
let asked = 0;
let saveFiles: () => FileImage;

beforeAll(async () => {
  pyodide = await loadPyodide({ indexURL: nodeRuntimeSource().indexURL });
  FS = pyodide.FS as FileSystem;
  const read = (): Uint8Array => {
    asked += 1;
    return archive;
  };
  mountLibrary(FS, { sitePackages: { index: listZip(archive), read } });
  saveFiles = imageFiles(FS);
});

/** What Python answers, or the exception that it raises. */
function python(code: string): unknown {
  const lines = `import os, sys, importlib, json\n${code}`.split('\n');
  const answer = pyodide.runPython(
    `def go():\n${lines.map((line) => `    ${line}`).join('\n')}\ntry:\n    a = go()\nexcept Exception as e:\n    a = f"{type(e).__name__}: {e}"\nimport json; json.dumps(a)`,
  );
  return JSON.parse(String(answer));
}

describe('the library', () => {
  test('the archive is not asked for before a file of it is read, and each file is read once', () => {
    expect(
      python(`return [os.stat("${PACKAGE}/__init__.py").st_size, sorted(os.listdir("${PACKAGE}"))]`),
    ).toEqual([16, ['__init__.py', 'data', 'labels.py']]);
    expect(asked).toBe(0);
    const read = `return open("${PACKAGE}/data/list.txt").read()`;
    expect([python(read), python(read)]).toEqual(['one\ntwo\nthree\n', 'one\ntwo\nthree\n']);
    expect(asked).toBe(1);
  });

  test('it is imported, walked, mapped and read in parts', () => {
    expect(python('importlib.invalidate_caches()\nfrom shelf import labels\nreturn labels.LABELS')).toEqual([
      'a',
      'b',
    ]);
    expect(
      python(`import pkgutil\nreturn [found.name for found in pkgutil.iter_modules(["${PACKAGE}"])]`),
    ).toEqual(['labels']);
    expect(
      python(`with os.scandir("${PACKAGE}") as found:\n    return {e.name: e.is_dir() for e in found}`),
    ).toEqual({
      '__init__.py': false,
      data: true,
      'labels.py': false,
    });
    const open = `with open("${PACKAGE}/data/list.txt", "rb") as file:`;
    expect(python(`${open}\n    file.seek(-6, 2)\n    return file.read(3).decode()`)).toBe('thr');
    expect(
      python(
        `import mmap\n${open}\n    m = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)\n    return m[4:7].decode()`,
      ),
    ).toBe('two');
  });

  const refusals: readonly (readonly [code: string, about: string])[] = [
    [`open("${PACKAGE}/labels.py", "w")`, 'labels.py'],
    [`open("${PACKAGE}/labels.py", "a")`, 'labels.py'],
    [`open("${PACKAGE}/labels.py", "r+")`, 'labels.py'],
    [`open("${PACKAGE}/new.py", "w")`, 'new.py'],
    [`os.unlink("${PACKAGE}/labels.py")`, 'labels.py'],
    [`os.truncate("${PACKAGE}/labels.py", 0)`, 'labels.py'],
    [`os.chmod("${PACKAGE}/labels.py", 0)`, 'labels.py'],
    [`os.utime("${PACKAGE}/labels.py")`, 'labels.py'],
    [`os.rename("${PACKAGE}/labels.py", "${PACKAGE}/other.py")`, 'other.py'],
    [`os.mkdir("${PACKAGE}/folder")`, 'folder'],
    [`os.rmdir("${PACKAGE}/data")`, 'data'],
    [`os.symlink("/tmp", "${PACKAGE}/link")`, 'link'],
    [`__import__("shutil").rmtree("${PACKAGE}")`, 'shelf'],
    ['os.unlink("/lib/python314.zip")', 'python314.zip'],
    ['open("/lib/python314.zip", "wb")', 'python314.zip'],
    ['open("/lib/new.txt", "w")', 'new.txt'],
  ];
  test.for(refusals)('%s is refused', ([code, about]) => {
    const open = Object.keys(FS.streams.filter(Boolean)).length;
    expect(python(code)).toMatch(new RegExp(`^OSError: \\[Errno 69\\] Read-only file system: .*${about}'$`));
    expect(Object.keys(FS.streams.filter(Boolean))).toHaveLength(open);
  });

  test('nothing is moved into it, out of it or away with it', () => {
    expect(python(`os.rename("${PACKAGE}/labels.py", "/tmp/labels.py")`)).toMatch(
      /^OSError: .*Cross-device link/,
    );
    expect(python(`os.rename("/tmp", "${PACKAGE}/tmp")`)).toMatch(/^OSError: .*Cross-device link/);
    expect(python('os.rename("/lib", "/lib2")')).toMatch(/^OSError: .*Resource busy/);
    expect(python('import colorsys\nreturn colorsys.rgb_to_hsv(0, 0, 0)')).toEqual([0, 0, 0]);
  });
});

describe('an image of files', () => {
  beforeAll(() => {
    python(
      [
        'os.makedirs("/srv/a/b")',
        'os.chdir("/srv/a")',
        'open("b/text.txt", "w").write("as it was")',
        'open("b/other.txt", "w").write("other")',
        'os.symlink("b/text.txt", "link")',
        'open("held.txt", "w").write("0123456789")',
      ].join('\n'),
    );
    python('sys.held = os.open("/srv/a/held.txt", os.O_RDWR)\nos.lseek(sys.held, 4, 0)');
  });

  let image: FileImage;
  let before: unknown;
  beforeEach(() => {
    image = saveFiles();
    before = python(LOOK);
  });

  const changes = {
    'a file overwritten in place': 'with open("b/text.txt", "r+") as f: f.write("AS IT IS")',
    'a file overwritten in place, with its times set back':
      's = os.stat("b/text.txt")\nwith open("b/text.txt", "r+") as f: f.write("X")\nos.utime("b/text.txt", ns=(s.st_atime_ns, s.st_mtime_ns))',
    'a file appended to': 'with open("b/text.txt", "a") as f: f.write("more" * 1000)',
    'a file truncated': 'os.truncate("b/text.txt", 2)',
    'a file written through a mapping':
      'import mmap\nwith open("b/text.txt", "r+b") as f:\n    with mmap.mmap(f.fileno(), 0) as m: m[0:2] = b"XX"',
    'a file written through a descriptor that was open before': 'os.write(sys.held, b"new")',
    'a descriptor moved': 'os.lseek(sys.held, 9, 0)',
    'a descriptor closed': 'os.close(sys.held)',
    'a descriptor replaced': 'os.dup2(os.open("/tmp", os.O_RDONLY), sys.held)',
    'standard output replaced': 'os.dup2(os.open("/tmp/out", os.O_RDWR | os.O_CREAT), 1)',
    'descriptors left open': 'for _ in range(20): os.open("b/text.txt", os.O_RDONLY)\nos.pipe()',
    'a file deleted': 'os.unlink("b/text.txt")',
    'a file deleted and made again': 'os.unlink("b/text.txt")\nopen("b/text.txt", "w").write("again")',
    'a file renamed over another': 'os.rename("b/text.txt", "b/other.txt")',
    'a folder moved': 'os.rename("/srv", "/elsewhere")',
    'everything deleted':
      'import shutil\nshutil.rmtree("/srv", ignore_errors=True)\nshutil.rmtree("/home", ignore_errors=True)',
    'files made everywhere':
      'for d in ("/", "/tmp/", "/home/pyodide/", "/dev/", "b/"): open(d + "new", "w").write("new")',
    'folders made': 'os.makedirs("/tmp/x/y/z")\nos.chdir("/tmp/x/y")',
    'a link turned elsewhere': 'os.unlink("link")\nos.symlink("/tmp", "link")',
    'permissions changed': 'os.chmod("b/text.txt", 0)\nos.chmod("/srv", 0o500)',
    'devices deleted': 'os.unlink("/dev/urandom")\nos.unlink("/dev/null")',
    'a folder half listed': 'sys.listing = os.scandir("b")\nnext(sys.listing)',
  };
  test.for(Object.entries(changes))('%s is put back', ([, change]) => {
    expect(python(`os.chdir("/srv/a")\n${change}\nreturn "done"`)).toBe('done');
    image.restore();
    expect(python(LOOK)).toEqual(before);
  });

  test('many changes are put back any number of times, from any image', () => {
    python('open("/tmp/between", "w").write("between")');
    const later = saveFiles();
    const between = python(LOOK);
    for (const change of [...Object.values(changes), ...Object.values(changes)]) {
      python(`os.chdir("/srv/a")\n${change}`);
      later.restore();
      expect(python(LOOK)).toEqual(between);
      image.restore();
      expect(python(LOOK)).toEqual(before);
    }
  });

  test('a file made after the return gets the number that it would have got', () => {
    const make = 'open("/tmp/next", "w").close()\nreturn os.stat("/tmp/next").st_ino';
    const number = python(make);
    image.restore();
    expect(python(make)).toBe(number);
    image.restore();
  });

  test('a folder that is held open is listed anew', () => {
    const descriptor = python('sys.folder = os.open("/srv/a", os.O_RDONLY)\nreturn sys.folder') as number;
    const later = saveFiles();
    // What Emscripten keeps of a folder that was listed through this descriptor.
    const stream = Object.assign(FS.streams[descriptor] as object, {
      getdents: ['.', '..', 'since deleted'],
    });
    later.restore();
    expect(stream.getdents).toBeNull();
    image.restore();
  });

  test('a change shows before the return', () => {
    for (const [name, change] of Object.entries(changes)) {
      if (name === 'a folder half listed') continue;
      python(`os.chdir("/srv/a")\n${change}`);
      expect(python(LOOK), name).not.toEqual(before);
      image.restore();
    }
  });
});

describe('the project', () => {
  const read = `return {os.path.join(d, f): open(os.path.join(d, f)).read() for d, _, fs in os.walk("/project") for f in fs}`;

  test('what changed is written, what is gone is removed with its folder, what running it made stays', () => {
    const first = { 'shop/views.py': 'views', 'shop/urls.py': 'urls', 'old/a/b.py': 'b' };
    writeProject(FS, first, {});
    python(
      'open("/project/db.sqlite3", "w").write("rows")\nopen("/project/shop/urls.py", "w").write("urls, touched")',
    );
    writeProject(FS, { 'shop/views.py': 'new views', 'shop/urls.py': 'urls', 'new/c.py': 'c' }, first);
    expect(python(read)).toEqual({
      '/project/db.sqlite3': 'rows',
      '/project/shop/views.py': 'new views',
      '/project/shop/urls.py': 'urls, touched',
      '/project/new/c.py': 'c',
    });
    expect(python('return os.path.exists("/project/old")')).toBe(false);
  });

  test('a project of no files is an empty folder', () => {
    writeProject(FS, {}, { 'shop/views.py': '', 'shop/urls.py': '', 'new/c.py': '' });
    expect(python('return os.listdir("/project")')).toEqual(['db.sqlite3']);
  });
});

/** Everything outside of the library and `/proc` that a program could notice of files. */
const LOOK = `
def look(path):
    s = os.lstat(path)
    seen = [oct(s.st_mode), s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns]
    if os.path.islink(path):
        seen.append(os.readlink(path))
    elif os.path.isfile(path):
        with open(path, "rb") as file: seen.append(file.read().hex())
    elif os.path.isdir(path) and path not in ("/lib", "/proc"):
        seen.append({name: look(os.path.join(path, name)) for name in os.listdir(path)})
    return seen
files = look("/")
descriptors = []
for number in range(40):
    try:
        held = [os.fstat(number).st_ino, os.readlink(f"/proc/self/fd/{number}")]
    except OSError:
        continue
    try: held.append(os.lseek(number, 0, 1))
    except OSError: pass
    descriptors.append([number, held])
return [files, descriptors, os.getcwd()]`;
