import { expect, test } from 'vitest';
import { layOut } from './prerequisite-layout.ts';

const node = (moduleId: string, ...prerequisites: string[]) => ({ moduleId, title: moduleId, prerequisites });

test('each stands right of all that comes before it, and no two in one place', () => {
  const placed = layOut([node('c', 'a', 'b'), node('b', 'a'), node('a'), node('d'), node('e', 'gone')]);
  expect(Object.fromEntries(placed.map((one) => [one.moduleId, one.column]))).toEqual({ a: 0, b: 1, c: 2, d: 0, e: 0 });
  expect(new Set(placed.map((one) => `${one.column} ${one.row}`)).size).toBe(5);
});
