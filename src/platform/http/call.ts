import type { Answer, Args, RouteDef } from './route.ts';

/** What the server answered instead: `status` 0 means that it could not be reached. */
export class CallError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Record<string, unknown>;

  constructor(status: number, problem: Record<string, unknown>) {
    super(typeof problem.detail === 'string' ? problem.detail : `The server answered ${status}.`);
    this.status = status;
    this.code = typeof problem.code === 'string' ? problem.code : 'unexpected';
    this.problem = problem;
  }
}

type Query = Record<string, string | number | boolean | undefined>;

/** A typed client for contract routes; used by the web pages and by tests. */
export function makeCall(base: string, fetcher: typeof fetch = fetch) {
  return async <R extends RouteDef>(definition: R, args: Args<R, 'in'>): Promise<Answer<R>> => {
    const { params, query, body } = args as { params?: Record<string, unknown>; query?: Query; body?: unknown };
    const path = definition.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params?.[name])));
    const search = new URLSearchParams(
      Object.entries(query ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
    );
    const url = `${base}${path}${search.size > 0 ? `?${search}` : ''}`;
    const sent = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    let response: Response;
    try {
      response = await fetcher(url, { method: definition.method, credentials: 'same-origin', ...sent });
    } catch {
      throw new CallError(0, { code: 'unreachable', detail: 'The server cannot be reached. Check the network, then try again.' });
    }
    const json: unknown = await response.json().catch(() => ({}));
    if (!response.ok) throw new CallError(response.status, json as Record<string, unknown>);
    return definition.response.parse(json) as Answer<R>;
  };
}
export type Call = ReturnType<typeof makeCall>;
