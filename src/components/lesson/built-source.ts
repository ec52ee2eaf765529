import { root } from 'astro:config/server';
import { once } from '../../django/once.ts';
import { openDjangoSource } from './django-source.ts';

/** Django's source while the site is built. Its folder comes from Astro: a bundled module doesn't know where it lay. */
export const builtSource = once(() => openDjangoSource(new URL('.cache/wheels/', root)));
