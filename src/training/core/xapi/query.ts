import { agent, group } from './check-actor.ts';
import { Finder, type Fault } from './fault.ts';
import type { Format } from './format.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { isIri, isTimestamp, isUuid, momentOf } from './lexical.ts';
import { objectTypeOf } from './shape.ts';
import { agentTerm, term } from './terms.ts';
import type { Version } from './versions.ts';

const clause = 'Communication 2.1.3';
export type Parameters = ReadonlyMap<string, string>;

export interface OneStatement {
  readonly kind: 'one';
  readonly id: string;
  readonly voided: boolean;
  readonly format: Format;
  readonly attachments: boolean;
}
export interface ManyStatements {
  readonly kind: 'many';
  /** All must hold of one and the same statement: the one returned, or one that it refers to. */
  readonly terms: readonly string[];
  /** Milliseconds since 1970: stored after this. */
  readonly since: number | null;
  /** Stored at this or before. */
  readonly until: number | null;
  readonly limit: number;
  readonly ascending: boolean;
  readonly format: Format;
  readonly attachments: boolean;
}

export const limitMax = 500;
const names = [
  'statementId', 'voidedStatementId', 'agent', 'verb', 'activity', 'registration', 'related_activities', 'related_agents',
  'since', 'until', 'limit', 'format', 'attachments', 'ascending',
] as const; // prettier-ignore

/** Reads the parameters of GET statements; refuses every one that it does not know, and combinations that contradict. */
export function readQuery(given: Parameters, version: Version): OneStatement | ManyStatements | readonly Fault[] {
  const find = new Finder('');
  const say = (name: string, text: string): void => find.say(`Parameter "${name}" ${text}`, clause);
  for (const name of given.keys()) if (!(names as readonly string[]).includes(name)) say(name, 'is not defined (names are case sensitive)');
  const read = <T>(name: (typeof names)[number], otherwise: T, parse: (text: string) => T | undefined, what: string): T => {
    const text = given.get(name);
    const value = text === undefined ? otherwise : parse(text);
    if (value === undefined) say(name, `must be ${what}`);
    return value ?? otherwise;
  };
  const flag = (name: (typeof names)[number]): boolean =>
    read(name, false, (text) => (text === 'true' ? true : text === 'false' ? false : undefined), 'true or false');
  const uuid = (text: string): string | undefined => (isUuid(text) ? text.toLowerCase() : undefined);
  const iri = (text: string): string | undefined => (isIri(text) ? text : undefined);
  const moment = (text: string): number | undefined => (isTimestamp(text, version) ? momentOf(text) : undefined);

  const format = read<Format>(
    'format',
    'exact',
    (text) => (['ids', 'exact', 'canonical'] as const).find((one) => one === text),
    'ids, exact or canonical',
  );
  const attachments = flag('attachments');
  const statementId = read<string | null>('statementId', null, uuid, 'a UUID');
  const voidedId = read<string | null>('voidedStatementId', null, uuid, 'a UUID');
  const who = read<JsonObject | null>('agent', null, readActor, 'an Agent or Identified Group as JSON');
  const verb = read<string | null>('verb', null, iri, 'an IRI');
  const activity = read<string | null>('activity', null, iri, 'an IRI');
  const registration = read<string | null>('registration', null, uuid, 'a UUID');
  const [relatedActivities, relatedAgents, ascending] = [flag('related_activities'), flag('related_agents'), flag('ascending')];
  const since = read<number | null>('since', null, moment, 'a timestamp');
  const until = read<number | null>('until', null, moment, 'a timestamp');
  const limit = read('limit', 0, (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined), 'a whole number, 0 or more');
  if (given.has('statementId') && given.has('voidedStatementId')) say('voidedStatementId', 'must not come together with statementId');
  if (given.has('statementId') || given.has('voidedStatementId')) {
    const alone = new Set(['statementId', 'voidedStatementId', 'format', 'attachments']);
    for (const name of given.keys()) if (!alone.has(name)) say(name, 'must not come together with statementId or voidedStatementId');
  }
  if (find.faults.length > 0) return find.faults;
  const id = statementId ?? voidedId;
  if (id !== null) return { kind: 'one', id, voided: voidedId !== null, format, attachments };
  const terms = [
    who && agentTerm(who, relatedAgents),
    verb && term('verb', verb),
    activity && term(relatedActivities ? 'related-activity' : 'activity', activity),
    registration && term('registration', registration),
  ].filter((one) => one !== null);
  return { kind: 'many', terms, since, until, limit: limit === 0 ? limitMax : Math.min(limit, limitMax), ascending, format, attachments };
}

/** A parameter that holds an Agent, or an Identified Group, as JSON. */
export function readActor(text: string): JsonObject | undefined {
  const value = parseJson(text);
  if (!isObject(value)) return undefined;
  const find = new Finder();
  (objectTypeOf(value) === 'Group' ? group : agent)(value, find);
  return find.faults.length === 0 && agentTerm(value, false) !== null ? value : undefined;
}

export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/**
 * Where the next page begins and everything that was asked for (Communication 2.1.3.s2: `more` repeats no parameter, so it
 * must carry them all). Percent-encoded JSON, because a token is read by us alone but looked at by people.
 */
export const moreToken = (given: Parameters, after: number): string => encodeURIComponent(JSON.stringify([after, ...given]));

export function readMoreToken(token: string): { readonly after: number; readonly given: Parameters } | null {
  const value = parseJson(token);
  if (!Array.isArray(value)) return null;
  const [after, ...pairs] = value as readonly Json[];
  const isPair = (pair: Json): pair is [string, string] =>
    Array.isArray(pair) && pair.length === 2 && pair.every((one) => typeof one === 'string');
  if (!Number.isSafeInteger(after) || !pairs.every((pair) => isPair(pair))) return null;
  return { after: Number(after), given: new Map(pairs as unknown as readonly [string, string][]) };
}
