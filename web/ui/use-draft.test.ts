import { expect, test } from 'vitest';
import { afterSaving, seen } from './use-draft.ts';

test('what is kept shows, and follows what is read, until it is changed here', () => {
  expect(seen('old', null)).toEqual({ value: 'old', changed: false, overtaken: false });
  expect(seen('new', null)).toEqual({ value: 'new', changed: false, overtaken: false });
});

test('what is read anew never takes a change away; it says that somebody else was faster', () => {
  const draft = { value: 'mine', from: 'old' };
  expect(seen('old', draft)).toEqual({ value: 'mine', changed: true, overtaken: false });
  expect(seen('theirs', draft)).toEqual({ value: 'mine', changed: true, overtaken: true });
});

test('one’s own saved words, read again, are no change and nobody else’s', () => {
  const order = { value: [{ moduleId: 'a' }], from: [] };
  expect(seen([{ moduleId: 'a' }], order)).toMatchObject({ changed: false, overtaken: false });
  expect(afterSaving(order, [{ moduleId: 'a' }])).toBeNull();
});

test('what was typed while it was being saved stays, and is still to be saved', () => {
  const left = afterSaving({ value: 'first, second', from: '' }, 'first');
  expect(seen('first', left)).toEqual({ value: 'first, second', changed: true, overtaken: false });
});
