import { expect, test } from 'vitest';
import { AppConfig } from './app-config.ts';
import { Apps } from './registry.ts';

test('an app may use the models of an app further down the list, in its ready()', () => {
  class Book {}
  let found: unknown;

  class ReportsConfig extends AppConfig {
    constructor() {
      super('reports');
    }

    override ready(): void {
      found = this.apps?.getModel('shop', 'book');
    }
  }

  class ShopConfig extends AppConfig {
    constructor() {
      super('shop');
    }

    override modelsModule() {
      return [Book];
    }
  }

  new Apps().populate([ReportsConfig, ShopConfig]);

  expect(found).toBe(Book);
});
