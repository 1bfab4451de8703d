import type { z } from 'zod';
import { CallError } from '#platform/http/call.ts';
import { importPackage } from '#training/contract.ts';

/** The zip goes as it is: no form around it, nothing read in the browser. @throws CallError with what is wrong in it. */
export async function sendPackage(file: File): Promise<z.output<typeof importPackage.response>> {
  let reply: Response;
  try {
    reply = await fetch(importPackage.path, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file });
  } catch {
    throw new CallError(0, { code: 'unreachable', detail: 'The server cannot be reached. Check the network, then try again.' });
  }
  const json: unknown = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new CallError(reply.status, json as Record<string, unknown>);
  return importPackage.response.parse(json);
}
