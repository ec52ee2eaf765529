import { describe, expect, it, test } from 'vitest';
import { affordsSpare, bootsAhead, type Machine, readMachine, reasonToWait } from './intent.ts';

const machine: Machine = { saveData: false, connection: null, memory: null };

describe('a sandbox boots ahead', () => {
  it.for([
    'opened-an-exercise',
    'turned-to-the-workbench',
    'turned-to-the-editor',
    'changed-tracks',
  ] as const)('when somebody has %s', (sign) => {
    expect(bootsAhead(sign, 'idle', machine)).toBe(true);
  });

  it('not when somebody has opened a lesson', () => {
    expect(bootsAhead('opened-a-lesson', 'idle', machine)).toBe(false);
  });

  it.for(['booting', 'ready', 'running', 'failed'] as const)('once: not when it is %s', (phase) => {
    expect(bootsAhead('opened-an-exercise', phase, machine)).toBe(false);
  });

  it('not with data saver, nor on a metered connection', () => {
    expect(bootsAhead('opened-an-exercise', 'idle', { ...machine, saveData: true })).toBe(false);
    expect(bootsAhead('turned-to-the-editor', 'idle', { ...machine, connection: 'cellular' })).toBe(false);
    expect(bootsAhead('turned-to-the-editor', 'idle', { ...machine, connection: 'wifi' })).toBe(true);
  });
});

test('the reason to wait is a clause', () => {
  expect(reasonToWait(machine)).toBeNull();
  expect(reasonToWait({ ...machine, saveData: true, connection: 'cellular' })).toBe('data saver is on');
  expect(reasonToWait({ ...machine, connection: 'cellular' })).toBe('the connection is metered');
});

test('a spare stands by unless the machine says that it has little memory', () => {
  expect(affordsSpare(machine)).toBe(true);
  expect(affordsSpare({ ...machine, memory: 4 })).toBe(true);
  expect(affordsSpare({ ...machine, memory: 2 })).toBe(false);
});

test('a browser that tells nothing of the machine is taken for an unmetered one', () => {
  expect(readMachine({})).toEqual(machine);
  expect(readMachine({ connection: { saveData: true, type: 'cellular' }, deviceMemory: 8 })).toEqual({
    saveData: true,
    connection: 'cellular',
    memory: 8,
  });
});
