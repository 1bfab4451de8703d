import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { acceptOffer, declineOffer, logTeaching, reportProgress } from '#support/contract.ts';
import { CallError } from '#platform/http/call.ts';
import { call } from '#web/app/call.ts';
import { dismiss, emptyOutbox, enqueue, settle, type FloorAction, type Outbox, type Outcome, type Unsent } from './outbox.ts';
import { dutyKeys } from './query-keys.ts';

/** Each account has its own: nobody sends what another did on the same phone. */
const nameOf = (accountId: string): string => `atelbow-floor:${accountId}`;
const listeners = new Set<() => void>();
const retryMs = 4000;

const read = (text: string | null): Outbox => {
  try {
    return text === null ? emptyOutbox : (JSON.parse(text) as Outbox);
  } catch {
    return emptyOutbox; // nothing that we wrote
  }
};
const load = (accountId: string): Outbox => read(localStorage.getItem(nameOf(accountId)));

function change(accountId: string, by: (outbox: Outbox) => Outbox): void {
  localStorage.setItem(nameOf(accountId), JSON.stringify(by(load(accountId))));
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
};

async function send({ id, at, action }: Unsent): Promise<Outcome> {
  try {
    if (action.kind === 'accept') await call(acceptOffer, { params: action });
    else if (action.kind === 'decline') await call(declineOffer, { params: action });
    else if (action.kind === 'progress') await call(reportProgress, { params: action, body: { step: action.step } });
    else {
      const { personId, topic, result, unitId } = action;
      await call(logTeaching, { body: { clientKey: id, personId, topic, result, unitId, at } });
    }
    return { kind: 'sent' };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    // Signed out, too many calls or a server in trouble: none of it is an answer to what was done.
    const undecided = error.status === 0 || error.status === 401 || error.status === 429 || error.status >= 500;
    return undecided ? { kind: 'unreachable' } : { kind: 'refused', text: error.message };
  }
}

/**
 * Sends from the front for as long as the server answers; one tab at a time. What was sent counts as said until `read` has brought how it stands now:
 * else a call that was just accepted would ask once more for a moment.
 */
const flush = (accountId: string, read: () => Promise<unknown>): Promise<boolean> =>
  navigator.locks.request(`atelbow-floor:${accountId}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    let some = false;
    for (let first = load(accountId).unsent[0]; first; first = load(accountId).unsent[0]) {
      const { id } = first;
      const outcome = await send(first);
      if (outcome.kind === 'sent') await read();
      change(accountId, (outbox) => settle(outbox, id, outcome));
      if (outcome.kind === 'unreachable') break;
      some = true;
    }
    return some;
  });

/** What this phone has done: sent at once where there is a network, kept and sent in order where there is none. */
export function useOutbox(accountId: string) {
  const client = useQueryClient();
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(nameOf(accountId)));
  const outbox = read(text);
  const sendAll = useCallback(async () => {
    const read = (): Promise<void> => client.invalidateQueries({ queryKey: dutyKeys.own });
    if (await flush(accountId, read)) await client.invalidateQueries({ queryKey: dutyKeys.all });
  }, [accountId, client]);
  const waiting = outbox.unsent.length > 0;
  useEffect(() => {
    if (!waiting) return;
    void sendAll();
    const again = (): void => void sendAll();
    const timer = setInterval(again, retryMs);
    addEventListener('online', again);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
    };
  }, [waiting, sendAll]);
  return {
    outbox,
    act: (action: FloorAction) => {
      change(accountId, (kept) => enqueue(kept, { id: crypto.randomUUID(), at: Date.now(), action }));
      void sendAll();
    },
    sendAll,
    dismiss: (id: string) => change(accountId, (kept) => dismiss(kept, id)),
  };
}
