import { type App, type Ask, callOf, type Line, labelOf, type Phase } from './scene.ts';

/** An exception as `scenario.ts` writes it: `LookupError: No installed app with label 'x'.` */
class Raised extends Error {}

/**
 * What Django's registry does with a scene: Apps.populate, get_app_config and get_model (django/apps/registry.py).
 * `tests/lessons/01-pipeline-01-start-up.test.ts` plays such scenes on Django itself.
 */
export function djangoPlays(apps: readonly App[], asks: readonly Ask[]): readonly Line[] {
  const lines: Line[] = [];
  const configs = new Map<string, App>();
  const acted = new Set<App>();
  let [appsReady, modelsReady, ready, loading] = [false, false, false, false];

  const note = (what: string): void => {
    const flags = [appsReady && 'appsReady', modelsReady && 'modelsReady', ready && 'ready'];
    lines.push({ what, flags: flags.filter(Boolean).join(' ') });
  };

  const act = (app: App, phase: Phase): void => {
    if (app.does?.phase !== phase || acted.has(app)) return;
    acted.add(app);
    if (app.does.what === 'breaks') throw new Raised(`Broken: ${app.name} is broken`);
    ask(app.name, app.does.what);
  };

  function populate(): void {
    if (ready) return;
    if (loading) throw new Raised("RuntimeError: populate() isn't reentrant");
    loading = true;
    for (const app of apps) {
      note(`${app.name} is made`);
      act(app, 'made');
      const label = labelOf(app);
      if (configs.has(label))
        throw new Raised(`ImproperlyConfigured: Application labels aren't unique, duplicates: ${label}`);
      configs.set(label, app);
    }
    appsReady = true;
    for (const app of configs.values()) {
      note(`${app.name} imports its models`);
      act(app, 'models');
    }
    modelsReady = true;
    for (const app of configs.values()) {
      note(`${app.name}.ready()`);
      act(app, 'ready');
    }
    ready = true;
  }

  function appConfig(label: string): App {
    if (!appsReady) throw new Raised("AppRegistryNotReady: Apps aren't loaded yet.");
    const found = configs.get(label);
    if (found !== undefined) return found;
    const meant = [...configs.values()].find(({ name }) => name === label);
    const hint = meant === undefined ? '' : ` Did you mean '${labelOf(meant)}'?`;
    throw new Raised(`LookupError: No installed app with label '${label}'.${hint}`);
  }

  function answer(what: Exclude<Ask, { ask: 'populate' }>): string {
    if (what.ask === 'app-config') return appConfig(what.label).name;
    if (what.ask === 'app-configs') {
      if (!appsReady) throw new Raised("AppRegistryNotReady: Apps aren't loaded yet.");
      return [...configs.values()].map(({ name }) => name).join(', ') || 'no app';
    }
    if (!modelsReady) throw new Raised("AppRegistryNotReady: Models aren't loaded yet.");
    const app = appConfig(what.label);
    const model = app.models.find((name) => name.toLowerCase() === what.model.toLowerCase());
    if (model === undefined)
      throw new Raised(`LookupError: App '${labelOf(app)}' doesn't have a '${what.model}' model.`);
    return model;
  }

  function ask(who: string, what: Ask): void {
    if (what.ask === 'populate') note(`${who} calls populate()`);
    try {
      if (what.ask === 'populate') {
        populate();
        note(`populate() returns to ${who}`);
      } else note(`${who} asks ${callOf(what)} → ${answer(what)}`);
    } catch (exception) {
      if (!(exception instanceof Raised)) throw exception;
      note(
        what.ask === 'populate'
          ? `populate() raises ${exception.message}`
          : `${who} asks ${callOf(what)} → ${exception.message}`,
      );
    }
  }

  for (const what of asks) ask('setup', what);
  return lines;
}
