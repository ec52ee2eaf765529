// Mirrors Apps of django/apps/registry.py.
import type { AppConfig, AppConfigClass, ModelClass } from './app-config.ts';
import { ImproperlyConfigured } from './exceptions.ts';
import { AppRegistryNotReady, LookupError, RuntimeError } from './registry-exceptions.ts';

/** The apps of a project and their models. Django has one for the process: `django.apps.apps`. */
export class Apps {
  /** By label, in the order of INSTALLED_APPS. */
  readonly appConfigs = new Map<string, AppConfig>();
  /** All configs are there: the first phase is over. */
  appsReady = false;
  /** All models are there: the second phase is over. */
  modelsReady = false;
  /** Everybody's `ready()` has returned. */
  ready = false;
  /** `populate` has begun. */
  loading = false;

  /**
   * Starts the apps. `django.setup()` calls it with INSTALLED_APPS, when a process starts.
   *
   *  1. It goes through the whole list three times: it makes the config of each app, then
   *     it imports the models of each (`importModels()`), then it calls `ready()` of each.
   *     Always in the order of the list.
   *  2. A config is kept under its label once it is made, and its `apps` is set to this
   *     registry.
   *  3. `appsReady`, `modelsReady` and `ready` become true one after the other, each when
   *     its phase is over for all apps.
   *  4. Two apps of one label: it stops at the second one, before any models are imported,
   *     with `ImproperlyConfigured("Application labels aren't unique, duplicates: shop")`.
   *  5. Once the registry is ready, another call does nothing.
   *  6. A call that comes while the first is still at work, and every call after one that
   *     an exception stopped, is answered with `RuntimeError("populate() isn't reentrant")`.
   *     So no app is ever started twice.
   *  7. An exception that an app throws comes out of `populate` as it is, and no further
   *     app is started.
   *
   * The exceptions are in `exceptions.ts` and `registry-exceptions.ts`.
   */
  populate(installedApps: readonly AppConfigClass[]): void {
    if (this.ready) return;
    if (this.loading) throw new RuntimeError("populate() isn't reentrant");
    this.loading = true;
    for (const configClass of installedApps) {
      const config = new configClass();
      if (this.appConfigs.has(config.label))
        throw new ImproperlyConfigured(`Application labels aren't unique, duplicates: ${config.label}`);
      this.appConfigs.set(config.label, config);
      config.apps = this;
    }
    this.appsReady = true;
    for (const config of this.appConfigs.values()) config.importModels();
    this.modelsReady = true;
    for (const config of this.appConfigs.values()) config.ready();
    this.ready = true;
  }

  /** All configs, in the order of INSTALLED_APPS. */
  getAppConfigs(): readonly AppConfig[] {
    this.checkAppsReady();
    return [...this.appConfigs.values()];
  }

  /**
   * The config of the app with that label. Before the first phase is over, `checkAppsReady`
   * refuses. No such label: `LookupError("No installed app with label 'x'.")`. If `x` is the
   * `name` of an installed app, the message goes on with the label it should have been:
   * `No installed app with label 'django.contrib.auth'. Did you mean 'auth'?`
   */
  getAppConfig(appLabel: string): AppConfig {
    this.checkAppsReady();
    const config = this.appConfigs.get(appLabel);
    if (config) return config;
    const named = [...this.appConfigs.values()].find(({ name }) => name.endsWith(appLabel));
    const hint = named ? ` Did you mean '${named.label}'?` : '';
    throw new LookupError(`No installed app with label '${appLabel}'.${hint}`);
  }

  /** A model by its app's label and its own name. Refused before the second phase is over. */
  getModel(appLabel: string, modelName: string): ModelClass {
    this.checkModelsReady();
    return this.getAppConfig(appLabel).getModel(modelName);
  }

  checkAppsReady(): void {
    if (!this.appsReady) throw new AppRegistryNotReady("Apps aren't loaded yet.");
  }

  checkModelsReady(): void {
    if (!this.modelsReady) throw new AppRegistryNotReady("Models aren't loaded yet.");
  }
}
