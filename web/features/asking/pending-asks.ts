import { useSyncExternalStore } from 'react';
import type { askForHelp } from '#support/contract.ts';
import type { Args } from '#platform/http/route.ts';

/** What was asked and has not reached the server: the same key goes with every attempt, so that one request comes of it. */
export type PendingAsk = Args<typeof askForHelp, 'in'>['body'] & { readonly clientKey: string };

/** `scope`: an account or a workstation's link, so that nobody sends what another asked. */
const nameOf = (scope: string): string => `atelbow-asks:${scope}`;
const listeners = new Set<() => void>();

export function pendingAsks(scope: string): readonly PendingAsk[] {
  try {
    return JSON.parse(localStorage.getItem(nameOf(scope)) ?? '[]') as PendingAsk[];
  } catch {
    return []; // nothing that we wrote
  }
}

function save(scope: string, asks: readonly PendingAsk[]): void {
  if (asks.length === 0) localStorage.removeItem(nameOf(scope));
  else localStorage.setItem(nameOf(scope), JSON.stringify(asks));
  for (const listener of listeners) listener();
}

export const keepAsk = (scope: string, ask: PendingAsk): void =>
  save(scope, [...pendingAsks(scope).filter(({ clientKey }) => clientKey !== ask.clientKey), ask]);
export const dropAsk = (scope: string, clientKey: string): void =>
  save(
    scope,
    pendingAsks(scope).filter((ask) => ask.clientKey !== clientKey),
  );

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
};

export function usePendingAsks(scope: string): readonly PendingAsk[] {
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(nameOf(scope)) ?? '[]');
  try {
    return JSON.parse(text) as PendingAsk[];
  } catch {
    return [];
  }
}
