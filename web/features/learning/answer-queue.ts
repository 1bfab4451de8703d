import type { Given } from '#training/contract.ts';

/*
 * Answers that were given and not yet taken by the server. They lie on the device, under the account that gave them, until they are: a hole
 * in the Wi-Fi, a closed tab or an empty battery loses none.
 */
export interface QueuedAnswer {
  readonly key: string;
  readonly accountId: string;
  readonly runId: string;
  readonly itemId: string;
  readonly checkId: string | null;
  readonly given: Given;
  readonly answeredAt: number;
}

const place = 'atelbow.answers';
/** Of answers that nobody ever sent: more would be a fault of ours, and the oldest go first. */
const keptMax = 500;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function readQueue(store: Store): QueuedAnswer[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(place) ?? '[]');
    return Array.isArray(kept) ? (kept as QueuedAnswer[]) : [];
  } catch {
    return []; // written by something else: nothing of ours is in it
  }
}

function write(store: Store, queue: readonly QueuedAnswer[]): void {
  if (queue.length === 0) store.removeItem(place);
  else store.setItem(place, JSON.stringify(queue.slice(-keptMax)));
}

export const enqueue = (store: Store, answer: QueuedAnswer): void => write(store, [...readQueue(store), answer]);
export const dequeue = (store: Store, keys: readonly string[]): void =>
  write(
    store,
    readQueue(store).filter((answer) => !keys.includes(answer.key)),
  );

/** What waits of one run, oldest first. */
export const waitingOf = (store: Store, accountId: string, runId: string): QueuedAnswer[] =>
  readQueue(store).filter((answer) => answer.accountId === accountId && answer.runId === runId);
