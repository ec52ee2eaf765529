/**
 * Stands in a page for the vendor's client: what is asked of it is asked of the emulator, in the process that runs the
 * test. Its one door is the function `askContainer`, which takes and gives what JSON can hold.
 */
const ask = (verb, ...args) => globalThis.askContainer(verb, args);

/** Text that comes bit by bit: asks for the next as long as there is one. */
function streamOf(id) {
  return new ReadableStream({
    async pull(controller) {
      const chunk = await ask('read', id);
      if (chunk === null) controller.close();
      else controller.enqueue(chunk);
    },
  });
}

/** Has `handle` called with each event of a source, until it is closed. */
async function follow(id, handle) {
  for (let event = await ask('next', id); event !== null; event = await ask('next', id)) handle(...event);
}

const entryOf = ({ name, folder }) => ({ name, isFile: () => !folder, isDirectory: () => folder });

function processOf({ id }) {
  return {
    exit: ask('exit', id),
    input: new WritableStream({ write: (text) => ask('type', id, text) }),
    output: streamOf(id),
    kill: () => void ask('kill', id),
    resize: (size) => void ask('resize', id, size),
  };
}

function on(event, listener) {
  let off = false;
  const id = ask('on', event);
  void id.then((known) => follow(known, (...args) => off || listener(...args)));
  return () => {
    off = true;
    void id.then((known) => ask('close', known));
  };
}

function watch(path, options, listener) {
  let closed = false;
  const id = ask('watch', path, options);
  void id.then(
    (known) => follow(known, (...args) => closed || listener(...args)),
    () => undefined,
  );
  return {
    close() {
      closed = true;
      void id.then((known) => ask('close', known)).catch(() => undefined);
    },
  };
}

export const configureAPIKey = () => undefined;

export const WebContainer = {
  async boot() {
    const workdir = await ask('boot');
    return {
      workdir,
      fs: {
        readFile: (path) => ask('readFile', path),
        writeFile: (path, text) => ask('writeFile', path, text),
        readdir: async (path) => (await ask('readdir', path)).map(entryOf),
        mkdir: (path, options) => ask('mkdir', path, options),
        rm: (path, options) => ask('rm', path, options),
        rename: (from, to) => ask('rename', from, to),
        watch,
      },
      mount: (tree) => ask('mount', tree),
      spawn: async (command, args, options) => processOf(await ask('spawn', command, args, options)),
      on,
      teardown: () => void ask('teardown'),
    };
  },
};
