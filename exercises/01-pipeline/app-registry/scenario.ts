// What a check runs. It makes the apps that a scene describes, fills a registry of yours with them, asks it what the scene
// says and writes down what happened. The judge reads only what is returned here.
import { AppConfig, type AppConfigClass, type ModelClass } from './app-config.ts';
import { ImproperlyConfigured } from './exceptions.ts';
import { Apps } from './registry.ts';
import { AppRegistryNotReady, LookupError, RuntimeError } from './registry-exceptions.ts';

/** What somebody wants of the registry. */
export type Ask =
  | { readonly ask: 'populate' }
  | { readonly ask: 'app-configs' }
  | { readonly ask: 'app-config'; readonly label: string }
  | { readonly ask: 'model'; readonly label: string; readonly model: string };

/** One entry of INSTALLED_APPS. */
export interface App {
  readonly name: string;
  /** Null: the last part of the name. */
  readonly label: string | null;
  readonly models: readonly string[];
  /** What the app's own code does in one of the phases, once: it asks the registry, or breaks. */
  readonly does: { readonly phase: Phase; readonly what: Ask | 'breaks' } | null;
}

type Phase = 'made' | 'models' | 'ready';

export interface Scene {
  readonly apps: readonly App[];
  /** What happens from outside, one after another: `populate` is what `django.setup()` does. */
  readonly asks: readonly Ask[];
  /** Has a second registry filled with these apps, when all of that is done. */
  readonly second: readonly App[] | null;
}

export interface Line {
  /** `shop is made`, `shop imports its models`, `shop.ready()`, or `setup asks getModel('shop', 'Book') → Book`. */
  readonly what: string;
  /** Which of the three flags are set at that moment: `appsReady modelsReady`. */
  readonly flags: string;
}

export interface Happened {
  readonly lines: readonly Line[];
  readonly second: readonly Line[] | null;
}

export function play(scene: Scene): Happened {
  return {
    lines: playOne(scene.apps, scene.asks),
    second: scene.second && playOne(scene.second, [{ ask: 'populate' }, { ask: 'app-configs' }]),
  };
}

function playOne(described: readonly App[], asks: readonly Ask[]): Line[] {
  const lines: Line[] = [];
  const apps = new Apps();
  const installed: AppConfigClass[] = [];

  const note = (what: string): void => {
    const { appsReady, modelsReady, ready } = apps;
    const flags = Object.entries({ appsReady, modelsReady, ready });
    lines.push({
      what,
      flags: flags
        .filter(([, set]) => set)
        .map(([name]) => name)
        .join(' '),
    });
  };

  const ask = (who: string, what: Ask): void => {
    const asked = `${who} asks ${callOf(what)}`;
    if (what.ask === 'populate') note(`${who} calls populate()`);
    try {
      const got = answerOf(what);
      note(what.ask === 'populate' ? `populate() returns to ${who}` : `${asked} → ${got}`);
    } catch (exception) {
      // The language's own complaints are shown at their line. All others were thrown on purpose, a plain Error too.
      if (!isForeseen(exception)) throw exception;
      const raised = `${exception.name}: ${exception.message}`;
      note(what.ask === 'populate' ? `populate() raises ${raised}` : `${asked} → ${raised}`);
    }
  };

  const answerOf = (what: Ask): string => {
    if (what.ask === 'populate') return inWords(apps.populate(installed));
    if (what.ask === 'app-config') return inWords(apps.getAppConfig(what.label));
    if (what.ask === 'model') return inWords(apps.getModel(what.label, what.model));
    return [...apps.getAppConfigs()].map(inWords).join(', ') || 'no app';
  };

  for (const app of described) installed.push(classOf(app, note, ask));
  for (const what of asks) ask('setup', what);
  return lines;
}

function classOf(
  { name, label, models, does }: App,
  note: (what: string) => void,
  ask: (who: string, what: Ask) => void,
): AppConfigClass {
  let done = false;
  const act = (phase: Phase): void => {
    if (does?.phase !== phase || done) return;
    done = true;
    if (does.what === 'breaks') throw new Broken(`${name} is broken`);
    ask(name, does.what);
  };
  const classes = models.map(
    (model): ModelClass => Object.defineProperty(class {}, 'name', { value: model }),
  );

  return class extends AppConfig {
    constructor() {
      if (label === null) super(name);
      else super(name, label);
      note(`${name} is made`);
      act('made');
    }

    override modelsModule(): readonly ModelClass[] {
      note(`${name} imports its models${this.apps === null ? ', with no registry' : ''}`);
      act('models');
      return classes;
    }

    override ready(): void {
      note(`${name}.ready()`);
      act('ready');
    }
  };
}

/** What an app raises that breaks. */
class Broken extends Error {
  override readonly name = 'Broken';
}

function isForeseen(exception: unknown): exception is Error {
  if (exception instanceof Error && exception.constructor === Error) return true;
  return [AppRegistryNotReady, Broken, ImproperlyConfigured, LookupError, RuntimeError].some(
    (kind) => exception instanceof kind,
  );
}

function callOf(what: Ask): string {
  switch (what.ask) {
    case 'populate':
      return 'populate()';
    case 'app-configs':
      return 'getAppConfigs()';
    case 'app-config':
      return `getAppConfig('${what.label}')`;
    case 'model':
      return `getModel('${what.label}', '${what.model}')`;
  }
}

/** A config by its app's name, a model's class by its own; for all else, what it is. */
function inWords(value: unknown): string {
  if (value instanceof AppConfig) return value.name;
  if (typeof value === 'function') return value.name;
  return value === undefined ? 'nothing' : `${value}`;
}
