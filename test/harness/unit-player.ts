import { randomUUID } from 'node:crypto';

type Json = Record<string, unknown>;
/** What tests change about a statement before it is sent. */
export interface UnitStatement {
  id: string;
  actor: { account: { name: string } };
  verb: { id: string };
  object: { id: string };
  result?: { success?: boolean; duration?: string; score?: { scaled: number } };
  context: { registration: string; contextActivities: { grouping?: Json[]; category: Json[] }; extensions: Json };
  timestamp: string;
}
export interface UnitReply {
  readonly status: number;
  readonly json: Json;
}

/** A unit as its author's program behaves: gets its key once, reads what it was launched with, tells what happened. */
export interface UnitPlayer {
  readonly token: string;
  readonly template: { contextActivities: { grouping: Json[] }; extensions: Json };
  readonly launchData: Json;
  readonly send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<UnitReply>;
  /** A statement as cmi5 defines it; `change` makes it another. */
  readonly statement: (verb: string, change?: (statement: UnitStatement) => void) => UnitStatement;
  /** Puts a statement; answers the status. */
  readonly say: (verb: string, change?: (statement: UnitStatement) => void) => Promise<number>;
  readonly fetchAgain: () => Promise<Json>;
}

export const verbIri = (verb: string): string => `http://adlnet.gov/expapi/verbs/${verb}`;
const category = (name: string): Json => ({ id: `https://w3id.org/xapi/cmi5/context/categories/${name}` });

export async function playUnit(url: string): Promise<UnitPlayer> {
  const given = Object.fromEntries(new URL(url).searchParams) as Record<
    'endpoint' | 'fetch' | 'actor' | 'registration' | 'activityId',
    string
  >;
  const fetchToken = async (): Promise<Json> => (await (await fetch(given.fetch, { method: 'POST' })).json()) as Json;
  const fetched = (await fetchToken())['auth-token'];
  const token = typeof fetched === 'string' ? fetched : '';
  const send: UnitPlayer['send'] = async (method, path, body, headers = {}) => {
    const reply = await fetch(`${given.endpoint}${path}`, {
      method,
      headers: {
        authorization: `Basic ${token}`,
        'x-experience-api-version': '1.0.3',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    return { status: reply.status, json: text === '' ? {} : (JSON.parse(text) as Json) };
  };
  const { activityId, registration, actor } = given;
  const launchData = (
    await send('GET', `activities/state?${new URLSearchParams({ stateId: 'LMS.LaunchData', activityId, agent: actor, registration })}`)
  ).json;
  const template = structuredClone(
    (launchData['contextTemplate'] ?? { contextActivities: { grouping: [] }, extensions: {} }) as UnitPlayer['template'],
  );
  const statement: UnitPlayer['statement'] = (verb, change) => {
    const judged = ['passed', 'failed', 'completed'].includes(verb);
    const result = {
      ...(verb === 'initialized' ? {} : { duration: 'PT30S' }),
      ...(verb === 'passed'
        ? { success: true }
        : verb === 'failed'
          ? { success: false }
          : verb === 'completed'
            ? { completion: true }
            : {}),
    };
    const made: UnitStatement = {
      id: randomUUID(),
      actor: JSON.parse(actor) as UnitStatement['actor'],
      verb: { id: verbIri(verb) },
      object: { id: activityId },
      ...(Object.keys(result).length > 0 ? { result } : {}),
      context: {
        registration,
        contextActivities: {
          grouping: template.contextActivities.grouping,
          category: [category('cmi5'), ...(judged ? [category('moveon')] : [])],
        },
        extensions: { ...template.extensions },
      },
      timestamp: '2027-03-08T12:00:00.000Z',
    };
    change?.(made);
    return made;
  };
  return {
    token,
    template,
    launchData,
    send,
    statement,
    say: async (verb, change) => {
      const made = statement(verb, change);
      return (await send('PUT', `statements?statementId=${made.id}`, made)).status;
    },
    fetchAgain: fetchToken,
  };
}
