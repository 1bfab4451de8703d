import { expect, test } from 'vitest';
import { CommandShelf, findCommands, type Command } from './commands.ts';

const command = (label: string, detail = ''): Command => ({ key: label, group: 'Go to', label, detail, run: () => {} });
const all = [
  command('MAR', 'Brandt, Otto'),
  command('Orders', 'Brandt, Otto'),
  command('Order sets'),
  command('Chart of Brandt, Otto', '12 May 1944 4W-03'),
  command('Chart of Brandt, Ottilie', '05 Dec 1944 4W-04'),
  command('Chart of Núñez, Ana', '01 Jan 1950'),
];
const found = (typed: string): string[] => findCommands(all, typed).map((one) => one.label);

test('every typed word must begin a word of the command; accents do not matter', () => {
  expect(found('brandt ottil')).toEqual(['Chart of Brandt, Ottilie']);
  expect(found('nunez')).toEqual(['Chart of Núñez, Ana']);
  expect(found('4w-03')).toEqual(['Chart of Brandt, Otto']);
  expect(found('andt')).toEqual([]);
});

test('what begins with the typed words comes first, the rest in its order', () => {
  expect(found('or')).toEqual(['Orders', 'Order sets']);
  expect(found('ot')[0]).toBe('MAR');
  expect(found('')).toHaveLength(all.length);
});

test('the shelf offers what is shown now, nothing that is gone, and says when that changes', () => {
  const shelf = new CommandShelf();
  let told = 0;
  shelf.watch(() => (told += 1));
  const basket = {};
  shelf.offer(basket, [command('Sign the basket')]);
  shelf.offer({}, [command('Undo')]);
  expect(shelf.all().map((one) => one.label)).toEqual(['Sign the basket', 'Undo']);
  shelf.withdraw(basket);
  expect(shelf.all().map((one) => one.label)).toEqual(['Undo']);
  expect(told).toBe(3);
});
