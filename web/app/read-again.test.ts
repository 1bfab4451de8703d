import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { readAgain } from './read-again.ts';

/** A page that shows `key`; each reading ends when it is told to, with what was true when it began. */
function page(client: QueryClient, state: { is: string }) {
  const readings: (() => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey: ['plan'],
    queryFn: () => {
      const { is } = state;
      return new Promise<string>((resolve) => readings.push(() => resolve(is)));
    },
  });
  observer.subscribe(() => undefined);
  return { shown: () => observer.getCurrentResult().data, readings };
}
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test('news that comes while a page is first read is not lost, however often it comes', async () => {
  const client = new QueryClient();
  const state = { is: 'running' };
  const { shown, readings } = page(client, state);
  expect(readings).toHaveLength(1);
  state.is = 'made';
  for (let news = 0; news < 3; news++) {
    void client.invalidateQueries({ queryKey: ['plan'] }); // what the page does: it is joined to the first reading
    readAgain(client);
  }
  readings[0]?.();
  await turn();
  expect(readings, 'once more, and once only').toHaveLength(2);
  readings[1]?.();
  await turn();
  expect(shown()).toBe('made');
});

test('what is shown already is left to the page', async () => {
  const client = new QueryClient();
  const { shown, readings } = page(client, { is: 'running' });
  readings[0]?.();
  await turn();
  expect(shown()).toBe('running');
  readAgain(client);
  await turn();
  expect(readings).toHaveLength(1);
});
