// Mirrors django/apps/config.py.
import type { Apps } from './registry.ts';
import { LookupError } from './registry-exceptions.ts';

/** A model. Classes know their own name: `model.name`. */
export type ModelClass = new () => object;

/** What INSTALLED_APPS names: calling it makes the config of one app. */
export type AppConfigClass = new () => AppConfig;

/** One app of a project. An app is a class of its own that extends this one. */
export class AppConfig {
  /** `shop`, or with the packages that it lies in: `django.contrib.auth`. */
  readonly name: string;
  /** The last part of the name, unless the app has another one. It stands for the app wherever a model is named. */
  readonly label: string;
  /** The registry that keeps this config; null until it does. */
  apps: Apps | null = null;
  /** The app's models, by their names in lower case; null until they were imported. */
  models: Map<string, ModelClass> | null = null;

  constructor(name: string, label = name.slice(name.lastIndexOf('.') + 1)) {
    this.name = name;
    this.label = label;
  }

  /** Imports the app's models module. (In Django the classes in it register themselves.) */
  importModels(): void {
    this.models = new Map(this.modelsModule().map((model) => [model.name.toLowerCase(), model]));
  }

  /** What `models.py` is in Python: an app with models overrides it. Any code may run in there. */
  modelsModule(): readonly ModelClass[] {
    return [];
  }

  /** An app overrides it to have code run when Django starts. */
  ready(): void {}

  /** @throws LookupError when the app has no such model. Upper and lower case make no difference. */
  getModel(modelName: string): ModelClass {
    const model = this.models?.get(modelName.toLowerCase());
    if (model === undefined)
      throw new LookupError(`App '${this.label}' doesn't have a '${modelName}' model.`);
    return model;
  }
}
