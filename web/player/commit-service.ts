import type { PlayerWays } from '#training/contract.ts';

/** The part of scorm-again that reaches the server, as it calls it. */
export interface CommitService {
  processHttpRequest(
    url: string,
    data: object,
    immediate: boolean,
    log: unknown,
    listeners: unknown,
    metadata?: { readonly isTerminateCommit: boolean },
  ): { readonly result: string; readonly errorCode: number };
  updateSettings(): void;
}

const failed = { result: 'false', errorCode: 391 };

/**
 * How data reach the server. A SCO that hears "true" may be closed at once, so each commit waits for the answer; only when the page is going away,
 * where browsers allow no waiting, it is handed to the browser to be sent.
 */
export function commitService(address: string, heard: (isKept: boolean, ways: PlayerWays | null) => void): CommitService {
  let sequence = 0;
  return {
    updateSettings: () => undefined,
    processHttpRequest(_url, data, immediate, _log, _listeners, metadata) {
      const { cmi } = data as { cmi: unknown };
      const body = JSON.stringify({ sequence: ++sequence, finished: metadata?.isTerminateCommit ?? immediate, cmi });
      const sent = sendNow(address, body);
      const kept = sent?.isKept ?? sendLater(address, body);
      heard(kept, sent?.ways ?? null);
      return kept ? { result: 'true', errorCode: 0 } : failed;
    },
  };
}

/** null: the browser lets nobody wait any more. */
function sendNow(address: string, body: string): { readonly isKept: boolean; readonly ways: PlayerWays | null } | null {
  const request = new XMLHttpRequest();
  try {
    request.open('POST', address, false);
    request.setRequestHeader('content-type', 'application/json');
    request.send(body);
    const isKept = request.status === 200;
    const { ways = null } = isKept ? (JSON.parse(request.responseText) as { ways?: PlayerWays | null }) : {};
    return { isKept, ways };
  } catch {
    return null;
  }
}

const sendLater = (address: string, body: string): boolean => navigator.sendBeacon(address, new Blob([body], { type: 'application/json' }));
