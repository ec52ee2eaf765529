import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepingOf, probeStorage } from './storage.ts';

afterEach(() => vi.unstubAllGlobals());

const storing = (setItem: () => void) =>
  vi.stubGlobal('localStorage', { setItem, removeItem: () => undefined });

describe('a browser’s storage', () => {
  it('that takes a few characters keeps drafts', () => {
    storing(() => undefined);
    expect(probeStorage()).toBe('kept');
  });

  it('is full when it says that its quota is exceeded', () => {
    storing(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect(probeStorage()).toBe('full');
  });

  it('is refused when asking for it is an error', () => {
    storing(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(probeStorage()).toBe('refused');
  });
});

it('a draft that finds no room where a few characters do means a full storage', () => {
  expect(keepingOf('kept', 'refused')).toBe('full');
  expect(keepingOf('kept', 'saved')).toBe('kept');
  expect(keepingOf('refused', 'refused')).toBe('refused');
});
