import { expect, test } from 'vitest';
import { guide, propsOf } from './guide.ts';

const nameOf = (path: string) => path.replace(/^.*\/|\.\w+$/g, '');
const components = Object.keys(import.meta.glob('./*.astro'))
  .map(nameOf)
  .filter((name) => name !== 'Inline');
const examples = Object.keys(import.meta.glob('./examples/*.mdx')).map(nameOf);

test('every component that a lesson may use is in the guide, with an example', () => {
  expect(guide.map(({ name }) => name).toSorted()).toEqual(components.toSorted());
  expect(examples.toSorted()).toEqual(components.toSorted());
});

test('a component’s props are shown as they stand in it', () => {
  const props = '/** What it is. */\ninterface Props {\n  /** Its name. */\n  name: string;\n}';
  expect(propsOf(`---\nimport x from 'y';\n\n${props}\nconst { name } = Astro.props;\n---\n`)).toBe(props);
  expect(propsOf('---\n/** Nothing. */\n---\n<slot />\n')).toBe(null);
});
