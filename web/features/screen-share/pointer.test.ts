import { expect, test } from 'vitest';
import { pointerOf, pointIn } from './peer.ts';

test('only a point within the picture is one', () => {
  expect(pointerOf('{"x":0.5,"y":1}')).toEqual({ x: 0.5, y: 1 });
  for (const data of ['null', '{"x":2,"y":0}', '{"x":"1","y":0}', '{"x":-0.1,"y":0}', 'nonsense', '[]']) expect(pointerOf(data)).toBeNull();
});

test('the place in the picture does not depend on its size', () => {
  expect(pointIn({ left: 100, top: 50, width: 800, height: 400 }, 500, 250)).toEqual({ x: 0.5, y: 0.5 });
  expect(pointIn({ left: 100, top: 50, width: 800, height: 400 }, 99, 250)).toBeNull();
});
