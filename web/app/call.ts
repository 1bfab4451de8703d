import { useSyncExternalStore } from 'react';
import { makeCall } from '#platform/http/call.ts';

/*
 * The page's only way to the server. Without a network the service worker answers reads from what it kept and says since
 * when (`x-atelbow-kept`); pages show that time, so nobody takes an old plan for the present one.
 */
const keptAt = new Map<string, string>();
const listeners = new Set<() => void>();

const fetcher: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const path = new URL(response.url, location.origin).pathname;
  const kept = response.headers.get('x-atelbow-kept');
  if (kept !== (keptAt.get(path) ?? null)) {
    if (kept === null) keptAt.delete(path);
    else keptAt.set(path, kept);
    for (const listener of listeners) listener();
  }
  return response;
};

export const call = makeCall('', fetcher);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** When the answer of `path` was true, ISO 8601, if it is a kept one; null when it came from the server just now. */
export function useKeptAt(path: string): string | null {
  return useSyncExternalStore(subscribe, () => keptAt.get(path) ?? null);
}

/** Throws away what the service worker kept: after signing out the next reader must not see it. */
export function forgetKeptAnswers(): void {
  if ('serviceWorker' in navigator) navigator.serviceWorker.controller?.postMessage('forget');
}
