import { useSyncExternalStore } from 'react';
import { CallError } from '#platform/http/call.ts';
import { uploadPath } from '#platform/imports/contract.ts';

/** One file on its way to the server. `sent`: 0 … 1. */
export interface Upload {
  readonly importId: string;
  readonly name: string;
  readonly bytes: number;
  readonly state: 'waiting' | 'sending' | 'done' | 'failed';
  readonly sent: number;
  readonly error: unknown;
}

/*
 * Uploads outlive the page that began them: one goes on while its reader looks at another. Files stay at hand, since one that
 * was not recognised is sent again with what its reader says that it is; the server keeps nothing of it before.
 */
let uploads: readonly Upload[] = [];
const files = new Map<string, File>();
const listeners = new Set<() => void>();
const keyOf = (importId: string, name: string): string => `${importId}/${name}`;

function change(importId: string, name: string, part: Partial<Upload>): void {
  uploads = uploads.map((upload) => (upload.importId === importId && upload.name === name ? { ...upload, ...part } : upload));
  for (const listener of listeners) listener();
}

export function useUploads(importId: string): readonly Upload[] {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => uploads,
  );
  return all.filter((upload) => upload.importId === importId);
}

/** Sends files one after the other; each that fails says so and the rest go on. */
export async function upload(importId: string, chosen: readonly File[]): Promise<void> {
  const names = new Set(chosen.map((file) => file.name));
  const fresh = chosen.map((file): Upload => ({ importId, name: file.name, bytes: file.size, state: 'waiting', sent: 0, error: null }));
  for (const file of chosen) files.set(keyOf(importId, file.name), file);
  uploads = [...uploads.filter((one) => one.importId !== importId || !names.has(one.name)), ...fresh];
  for (const name of names) await sendOne(importId, name);
}

/** Sends a file that is still at hand again, as a `kind` of file. @returns false where this page no longer has it. */
export async function uploadAs(importId: string, name: string, kind: string): Promise<boolean> {
  if (!files.has(keyOf(importId, name))) return false;
  await sendOne(importId, name, kind);
  return true;
}

async function sendOne(importId: string, name: string, kind?: string): Promise<void> {
  const file = files.get(keyOf(importId, name));
  if (!file) return;
  change(importId, name, { state: 'sending', sent: 0, error: null });
  try {
    await send(uploadPath(importId, name, kind), file, (sent) => change(importId, name, { sent }));
    change(importId, name, { state: 'done', sent: 1 });
  } catch (error) {
    change(importId, name, { state: 'failed', error });
  }
}

/** XMLHttpRequest, because `fetch` does not tell how much has been sent. */
function send(path: string, file: File, onSent: (sent: number) => void): Promise<void> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('PUT', path);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.addEventListener('progress', (event) => onSent(event.total > 0 ? event.loaded / event.total : 1));
    request.addEventListener('load', () => {
      if (request.status < 300) done();
      else failed(new CallError(request.status, (request.response ?? {}) as Record<string, unknown>));
    });
    request.addEventListener('error', () =>
      failed(new CallError(0, { code: 'unreachable', detail: 'The file did not arrive. Check the network, then choose it again.' })),
    );
    request.send(file);
  });
}
