import type { Line } from './scene.ts';

/** Where a run leaves Django's. `next` had to happen there, `instead` happened, `before` was the last that both had. */
interface Difference {
  readonly got: readonly Line[];
  readonly want: readonly Line[];
  readonly at: number;
  readonly next: string;
  readonly instead: string;
  readonly before: string;
}

type Diagnosis = (difference: Difference) => string | null;

/** The sentence that answers the mistake behind the first difference between two runs. */
export function diagnose(got: readonly Line[], want: readonly Line[], at: number): string {
  const difference: Difference = {
    got,
    want,
    at,
    next: want[at]?.what ?? '',
    instead: got[at]?.what ?? '',
    before: want[at - 1]?.what ?? '',
  };
  for (const diagnosis of diagnoses) {
    const found = diagnosis(difference);
    if (found !== null) return found;
  }
  return `"${difference.instead || 'nothing'}" happened where Django does "${difference.next || 'nothing more'}".`;
}

const MADE = / is made$/;
const MODELS = / imports its models$/;
const READY = /\.ready\(\)$/;
const ASKED = /^(.+) asks (.+) → (.+)$/;
const REENTRANT = "populate() raises RuntimeError: populate() isn't reentrant";

const noRegistry: Diagnosis = ({ instead }) =>
  instead.endsWith(', with no registry')
    ? `${first(instead)} imports its models and belongs to no registry: the config's \`apps\` isn't set yet.`
    : null;

/** A phase that was entered before the one before it was over for all. */
const mixedPhases: Diagnosis = ({ next, instead, got, at }) => {
  const waiting = first(next);
  const early = first(instead);
  if (MADE.test(next) && (MODELS.test(instead) || READY.test(instead))) {
    return (
      `${early} ${MODELS.test(instead) ? 'imported its models' : 'had its ready() called'} when ${waiting} wasn't made yet. The first ` +
      'phase makes the configs of all apps; the second imports models, and finds every app in its place.'
    );
  }
  if (MODELS.test(next) && READY.test(instead)) {
    return (
      `${early}.ready() was called when the models of ${waiting} weren't imported yet. \`ready()\` belongs to a third phase, ` +
      'which begins when every app has its models: that is what an app may rely on there.'
    );
  }
  if (MADE.test(next) && MADE.test(instead))
    return `${early} was made before ${waiting}: the order is that of the list.`;
  const same = [MODELS, READY].find((phase) => phase.test(next) && phase.test(instead));
  if (same === undefined) return null;
  return got.slice(0, at).some(({ what }) => what === instead)
    ? `"${instead}" happened a second time.`
    : `${early} came before ${waiting}. Each phase keeps the order of the list.`;
};

const flagsOnly: Diagnosis = ({ next, instead, got, want, at }) => {
  if (next !== instead) return null;
  const [has, needs] = [words(got[at]), words(want[at])];
  const early = has.find((flag) => !needs.includes(flag));
  if (early !== undefined) {
    return (
      `At "${next}" ${early} was true already. A flag says that its phase is over for all apps: whoever reads ` +
      'it, or asks because of it, gets something half done.'
    );
  }
  const late = needs.find((flag) => !has.includes(flag));
  const who = READY.test(next) ? ' What an app asks for in ready() would still be refused.' : '';
  return `At "${next}" ${late} is false, and the phase that it stands for is over.${who}`;
};

const startedTwice: Diagnosis = ({ next, instead, before, want, at }) => {
  if (next === REENTRANT) {
    const failed = want.slice(0, at).find(({ what }) => what.startsWith('populate() raises '));
    if (failed !== undefined) {
      return (
        'populate() had been stopped by an exception, and was called again: ' +
        `${didInstead(instead)}. Nobody knows how much of a start that broke was done, so it can't be taken up again: Django answers ` +
        'each later call with RuntimeError. (Whoever reads that in a log looks for the first exception.)'
      );
    }
    return (
      `${first(before)} called populate() while it was still at work: ${didInstead(instead)}. A second run through the ` +
      'apps would start them twice: Django raises RuntimeError, "populate() isn\'t reentrant".'
    );
  }
  if (next.startsWith('populate() returns') && want.slice(0, at).some(({ what }) => what === next)) {
    return (
      `populate() was called on a registry that is ready: ${didInstead(instead)}. There is nothing left to do: each app was started, ` +
      'and a process starts once. (In Django `manage.py` and the handler both call `django.setup()`.)'
    );
  }
  return null;
};

const RAISED = /^(.* (?:raises|→) )(\w+): (.*)$/;
const FILES: Readonly<Record<string, string>> = {
  AppRegistryNotReady: 'registry-exceptions.ts',
  LookupError: 'registry-exceptions.ts',
  RuntimeError: 'registry-exceptions.ts',
  ImproperlyConfigured: 'exceptions.ts',
};

/** The right words in an exception of another class: whoever catches Django's doesn't catch that. */
const anotherClass: Diagnosis = ({ next, instead }) => {
  const [, before, wanted = '', message] = RAISED.exec(next) ?? [];
  const [, beforeGot, got = '', messageGot] = RAISED.exec(instead) ?? [];
  if (before === undefined || before !== beforeGot || message !== messageGot || got === wanted) return null;
  const file = FILES[wanted];
  return (
    `"${message}" is the message of ${/^[AEIO]/.test(got) ? 'an' : 'a'} ${got}, and Django raises ${wanted}` +
    `${file === undefined ? '' : ` (${file})`}. Whoever catches an exception asks for its class.`
  );
};

const duplicates: Diagnosis = ({ next, instead, before }) => {
  if (!next.includes("Application labels aren't unique")) return null;
  const label = next.split(': ').at(-1);
  if (instead.startsWith('populate() raises ImproperlyConfigured')) {
    return `Two apps have the label ${label}, and the exception says: ${instead.split('ImproperlyConfigured: ')[1]}. Whoever mends it needs the label, as in "${next.split('ImproperlyConfigured: ')[1]}".`;
  }
  return (
    `${first(before)} is the second app with the label ${label}: ${didInstead(instead)}. A model is named by its app's label, ` +
    "so two apps of one label can't both be found. Django stops there, with ImproperlyConfigured."
  );
};

const askedEarly: Diagnosis = ({ next, instead }) => {
  const [, who, call, wanted = ''] = ASKED.exec(next) ?? [];
  const [, , , got] = ASKED.exec(instead) ?? [];
  if (who === undefined || got === undefined || !wanted.startsWith('AppRegistryNotReady')) return null;
  const what = wanted.includes('Models') ? 'every app has imported its models' : 'every app has its config';
  return (
    `${who} asked ${call} before ${what}, and got ${sentence(got)} So early the answer would depend on the order of the list; ` +
    `Django refuses with ${wanted}`
  );
};

const lookedUp: Diagnosis = ({ next, instead }) => {
  const [, who, call, wanted = ''] = ASKED.exec(next) ?? [];
  const [, , , got = ''] = ASKED.exec(instead) ?? [];
  if (who === undefined || got === '') return null;
  if (wanted.includes('Did you mean')) {
    return (
      `${who} asked ${call}, which is the name of an installed app and not its label, and got ${sentence(got)} People confuse the two, so ` +
      `Django's message goes on with the label: ${wanted}`
    );
  }
  if (wanted.startsWith('LookupError') && got.includes('Did you mean')) {
    return `${who} asked ${call}, and got ${sentence(got)} No installed app has exactly that name, so there is nothing to propose.`;
  }
  if (wanted.startsWith('LookupError')) {
    return `${who} asked ${call}, and no installed app has that label. It got ${got.replace(/\.$/, '')}, and Django raises ${wanted}`;
  }
  return `${who} asked ${call} and got ${sentence(got)} Django answers ${sentence(wanted)}`;
};

const brokenApp: Diagnosis = ({ next, instead }) => {
  const app = /^populate\(\) raises Broken: (.+) is broken$/.exec(next)?.[1];
  if (app === undefined) return null;
  return (
    `${app} raised an exception of its own, and then this: ${didInstead(instead)}. An app that breaks stops the start of the ` +
    'whole process, and whoever mends it needs the exception as it is.'
  );
};

const missing: Diagnosis = ({ next, instead }) => {
  if (
    instead.startsWith('populate() returns') &&
    (MADE.test(next) || MODELS.test(next) || READY.test(next))
  ) {
    return `populate() returned, and "${next}" never happened. Each app of the list goes through all three phases.`;
  }
  if (instead.startsWith('populate() raises ')) {
    return `populate() should have gone on with "${next}", and raised ${instead.slice('populate() raises '.length)}.`;
  }
  return null;
};

/** The first that fits is told. */
const diagnoses: readonly Diagnosis[] = [
  noRegistry,
  flagsOnly,
  anotherClass,
  duplicates,
  startedTwice,
  brokenApp,
  mixedPhases,
  askedEarly,
  lookedUp,
  missing,
];

function didInstead(instead: string): string {
  return instead === '' ? 'nothing more happened' : `"${instead}" happened`;
}

/** What was got, at the end of a sentence. An exception's message brings its own full stop. */
function sentence(got: string): string {
  return got.endsWith('.') || got.endsWith('?') ? got : `${got}.`;
}

function words(line: Line | undefined): readonly string[] {
  return line?.flags.split(' ').filter(Boolean) ?? [];
}

/** The app of `shop is made`, `shop.ready()` or `vendor.stock.ready()`. */
function first(what: string): string {
  return (what.split(' ')[0] ?? '').replace(/\.ready\(\)$/, '');
}
