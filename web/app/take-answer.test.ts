import { globSync, readFileSync } from 'node:fs';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { takeAnswer } from './take-answer.ts';

const key = ['request'];
const soon = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

test('a reading that is overtaken by the answer of a change does not put the older state back', async () => {
  const client = new QueryClient();
  const readings: ((state: string) => void)[] = [];
  const observer = new QueryObserver(client, { queryKey: key, queryFn: () => new Promise<string>((read) => readings.push(read)) });
  const leave = observer.subscribe(() => {});
  readings[0]?.('waiting');
  await soon();
  const again = observer.refetch();
  takeAnswer(client, key, 'solved');
  readings[1]?.('waiting');
  await again;
  expect(observer.getCurrentResult()).toMatchObject({ data: 'solved', status: 'success', fetchStatus: 'idle' });
  // The next reading counts again.
  const next = observer.refetch();
  readings[2]?.('opened again');
  await next;
  expect(observer.getCurrentResult().data).toBe('opened again');
  takeAnswer<string>(client, key, (before) => before && `${before}, answered`);
  expect(client.getQueryData(key)).toBe('opened again, answered');
  leave();
});

test('answers are put into what was read in one way', () => {
  const own = ['web/app/take-answer.ts', 'web/features/coverage/use-board.ts', 'web/features/practice/fhir/use-fhir.ts']; // versions; read again after each
  const others = globSync('web/**/*.{ts,tsx}').filter((file) => !own.includes(file.replaceAll('\\', '/')) && !file.endsWith('.test.ts'));
  expect(others.length).toBeGreaterThan(100);
  expect(others.filter((file) => readFileSync(file, 'utf8').includes('setQueryData('))).toEqual([]);
});
