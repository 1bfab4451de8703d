const timeoutMs = 15_000;

/** One call to a ticket system. @throws with the status and nothing of what was sent or answered: it stands in the log and on the desk. */
export async function exchange(
  fetcher: typeof fetch,
  url: URL,
  { method, authorization, key, body }: { method: string; authorization: string; key?: string; body?: unknown },
): Promise<unknown> {
  const response = await fetcher(url, {
    method,
    headers: {
      authorization,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`The ticket system answered ${response.status}.`);
  const text = await response.text();
  return text === '' ? {} : (JSON.parse(text) as unknown);
}
