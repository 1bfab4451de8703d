import { expect, test } from 'vitest';
import { dequeue, enqueue, readQueue, waitingOf, type QueuedAnswer } from './answer-queue.ts';

function memoryStore() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}
const answer = (key: string, part: Partial<QueuedAnswer> = {}): QueuedAnswer => ({
  key,
  accountId: 'me',
  runId: 'r1',
  itemId: 'i',
  checkId: null,
  given: { kind: 'text', text: 'x' },
  answeredAt: 1,
  ...part,
});

test('answers wait in order, by account and run, and go only when they were taken', () => {
  const store = memoryStore();
  for (const one of [answer('a'), answer('b', { accountId: 'other' }), answer('c'), answer('d', { runId: 'r2' })]) enqueue(store, one);
  expect(waitingOf(store, 'me', 'r1').map((one) => one.key)).toEqual(['a', 'c']);
  dequeue(store, ['a', 'd']);
  expect(readQueue(store).map((one) => one.key)).toEqual(['b', 'c']);
  dequeue(store, ['b', 'c']);
  expect(store.getItem('atelbow.answers')).toBeNull();
});

test('what is no queue is an empty one', () => {
  const store = memoryStore();
  store.setItem('atelbow.answers', '{broken');
  expect(readQueue(store)).toEqual([]);
  store.setItem('atelbow.answers', '{"a":1}');
  expect(readQueue(store)).toEqual([]);
});
