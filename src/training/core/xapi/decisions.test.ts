import { describe, expect, test } from 'vitest';
import { personOf } from './actor-key.ts';
import { hindrance, mergedDocument } from './document.ts';
import { formatted, languagesOf } from './format.ts';
import type { JsonObject } from './json.ts';
import { comparableDuration, isDuration, isLanguageTag, isTimestamp, measuredDuration, momentOf } from './lexical.ts';
import { mergeDefinition } from './merge-definition.ts';
import { moreToken, readMoreToken, readQuery } from './query.ts';
import { isSameStatement } from './same-statement.ts';
import { signatureFault } from './signature.ts';
import { storedForm } from './stored-form.ts';
import { termsOf } from './terms.ts';
import { versions } from './versions.ts';

const [v1, v2] = versions as [(typeof versions)[0], (typeof versions)[0]];
const ann = { mbox: 'mailto:ann@lakeview.example' };
const bo = { account: { homePage: 'https://lakeview.example', name: 'bo' } };
const statement: JsonObject = { actor: ann, verb: { id: 'a:v' }, object: { id: 'a:o' } };

describe('Data 2.3.1 statements that say the same', () => {
  const same: [string, JsonObject][] = [
    ['default object types', { actor: { objectType: 'Agent', ...ann }, object: { objectType: 'Activity', id: 'a:o' } }],
    ['display of the verb', { verb: { id: 'a:v', display: { en: 'did' } } }],
    ['definition of the activity', { object: { id: 'a:o', definition: { name: { en: 'Orders' } } } }],
    ['what the LRS adds', { authority: bo, stored: '2027-03-01T00:00:00.000Z', timestamp: '2027-03-01T00:00:00.000Z', version: '1.0.0' }],
  ];
  test.each(same)('%s', (_what, change) => expect(isSameStatement(statement, { ...statement, ...change })).toBe(true));

  const members = (...list: JsonObject[]): JsonObject => ({ ...statement, actor: { objectType: 'Group', member: list } });
  const took = (duration: string, timestamp?: string): JsonObject => ({
    ...statement,
    result: { duration },
    ...(timestamp ? { timestamp } : {}),
  });
  test('order of members, form of a duration, offset of a timestamp', () => {
    expect(isSameStatement(members(ann, bo), members(bo, ann))).toBe(true);
    expect(isSameStatement(took('PT1M', '2027-03-01T01:00:00+01:00'), took('PT1M', '2027-03-01T00:00:00Z'))).toBe(true);
    expect(isSameStatement(took('PT60S'), took('PT60.001S'))).toBe(true);
  });
  test('not another way to write a duration: it is text', () => {
    expect(isSameStatement(took('PT1M'), took('PT60S'))).toBe(false);
    expect(isSameStatement(took('PT60.01S'), took('PT60.02S'))).toBe(false);
  });
  test('case of a domain, of a hash, of a language tag and of a UUID', () => {
    const hash = { mbox_sha1sum: 'abcdef0123456789abcdef0123456789abcdef01' };
    const written = (member: JsonObject[], context: JsonObject): JsonObject => ({ ...members(...member), context });
    const uuid = '6b0c4a1e-2f5d-4d0e-9a75-0d7f2f6f9a01';
    const [lower, upper] = [
      written([{ mbox: 'mailto:Ann@lakeview.example' }, hash], { registration: uuid, language: 'en-us' }),
      written([{ mbox: 'mailto:Ann@LakeView.example' }, { mbox_sha1sum: hash.mbox_sha1sum.toUpperCase() }], {
        registration: uuid.toUpperCase(),
        language: 'en-US',
      }),
    ];
    expect(isSameStatement(lower, upper)).toBe(true);
    expect(isSameStatement(members({ mbox: 'mailto:ann@x.example' }), members({ mbox: 'mailto:Ann@x.example' }))).toBe(false);
  });
  test('default object types of context agents (IEEE 9274.1.1)', () => {
    const withAgents = (more: JsonObject): JsonObject => ({ ...statement, context: { contextAgents: [{ agent: { ...ann, ...more } }] } });
    expect(isSameStatement(withAgents({}), withAgents({ objectType: 'Agent' }))).toBe(true);
    expect(isSameStatement(withAgents({}), withAgents({ name: 'Ann' }))).toBe(false);
  });
  test.each<[string, JsonObject]>([
    ['actor', { actor: bo }],
    ['verb', { verb: { id: 'a:w' } }],
    ['object', { object: { id: 'a:p' } }],
    ['result', { result: { success: true } }],
    ['context', { context: { registration: '6b0c4a1e-2f5d-4d0e-9a75-0d7f2f6f9a01' } }],
  ])('not with another %s', (_what, change) => expect(isSameStatement(statement, { ...statement, ...change })).toBe(false));
  test('not with another timestamp of the sender', () =>
    expect(isSameStatement(took('PT1M', '2027-03-01T00:00:00Z'), took('PT1M', '2027-03-01T00:00:01Z'))).toBe(false));
});

test('Data 4.5, 4.6, RFC 5646: timestamps, durations, language tags', () => {
  for (const good of ['2027-02-28T23:59:59.123456Z', '2024-02-29T00:00:00+0530', '2027-01-01T00:00:00'])
    expect(isTimestamp(good, v1)).toBe(true);
  for (const bad of ['2027-02-29T00:00:00Z', '01/02/2027', '2027-01-01T24:00:00Z', '2027-01-01T00:00:00-0000', '2027-01-01 00:00:00Z'])
    expect(isTimestamp(bad, v1)).toBe(false);
  expect(momentOf('2027-01-01T01:00:00+01')).toBe(Date.UTC(2027, 0, 1));
  for (const good of ['P1Y2M3DT4H5M6.78S', 'PT0S', 'P2W']) expect(isDuration(good)).toBe(true);
  for (const bad of ['P', 'PT', '1H', 'P1H', 'PT1D']) expect(isDuration(bad)).toBe(false);
  expect(['PT3600.004S', 'PT3600.00S', 'PT1.509S', 'PT1.5S'].map((one) => comparableDuration(one))).toEqual([
    'PT3600S',
    'PT3600S',
    'PT1.5S',
    'PT1.5S',
  ]);
  expect(['P1Y2M', 'PT1H0.5S'].map((one) => measuredDuration(one))).toEqual(['14M0', '0M360050']);
  for (const good of ['en', 'en-US', 'zh-Hant-TW', 'de-CH-1996', 'x-lakeview', 'es-419']) expect(isLanguageTag(good)).toBe(true);
  for (const bad of ['en_US', 'a', 'en-', '']) expect(isLanguageTag(bad)).toBe(false);
});

test('Data 2.4, 2.4.6.2: what the LRS sets, and lists of context activities', () => {
  const set = { id: 'i', stored: '2027-03-01T00:00:00.000Z', authority: bo, version: v1 };
  const form = storedForm({ ...statement, authority: ann, stored: 'x', context: { contextActivities: { parent: { id: 'a:p' } } } }, set);
  expect(form).toMatchObject({ id: 'i', stored: set.stored, timestamp: set.stored, authority: bo, version: '1.0.0' });
  expect(form.context).toEqual({ contextActivities: { parent: [{ id: 'a:p' }] } });
  expect(storedForm({ ...statement, version: '1.0.3', timestamp: 't' }, { ...set, version: v2 })).toMatchObject({
    version: '1.0.3',
    timestamp: 't',
  });
});

describe('Communication 2.1.3 formats', () => {
  const full: JsonObject = {
    ...statement,
    actor: { objectType: 'Group', name: 'Both', member: [{ ...ann, name: 'Ann' }] },
    verb: { id: 'a:v', display: { de: 'tat', 'en-GB': 'did' } },
    object: { id: 'a:o', definition: { name: { en: 'old' } } },
  };
  const known = {
    definitions: new Map([['a:o', { name: { en: 'Orders', de: 'Verordnungen' } }]]),
    languages: languagesOf('fr;q=0.5, en-US, de;q=0.1'),
  };
  test('ids', () =>
    expect(formatted(full, 'ids', known)).toEqual({
      actor: { objectType: 'Group', member: [ann] },
      verb: { id: 'a:v' },
      object: { id: 'a:o' },
    }));
  test('exact', () => expect(formatted(full, 'exact', known)).toBe(full));
  test('canonical: one language in every map of a definition, of components and of a verb, by each map alone', () => {
    const both = (word: string): JsonObject => ({ en: `${word} en`, fr: `${word} fr` });
    const definition = {
      name: both('name'),
      description: { de: 'nur deutsch' },
      choices: [{ id: 'a', description: both('a') }, { id: 'b' }],
    };
    const parts = { category: [{ id: 'a:c', definition: { name: both('category') } }] };
    const asked = { definitions: new Map<string, JsonObject>(), languages: languagesOf('fr, en;q=0.9') };
    const one = formatted({ ...full, object: { id: 'a:o', definition }, context: { contextActivities: parts } }, 'canonical', asked);
    expect(one.object).toEqual({
      id: 'a:o',
      definition: {
        name: { fr: 'name fr' },
        description: { de: 'nur deutsch' },
        choices: [{ id: 'a', description: { fr: 'a fr' } }, { id: 'b' }],
      },
    });
    expect(one.context).toEqual({ contextActivities: { category: [{ id: 'a:c', definition: { name: { fr: 'category fr' } } }] } });
    expect(one.actor).toEqual(full.actor);
  });
  test("canonical: the LRS's definition, one language by Accept-Language", () =>
    expect(formatted(full, 'canonical', known)).toMatchObject({
      verb: { display: { 'en-GB': 'did' } },
      object: { definition: { name: { en: 'Orders' } } },
    }));
});

test('Communication 2.1.3 more carries every parameter', () => {
  const given = new Map([
    ['agent', JSON.stringify(ann)],
    ['verb', 'a:v&x=1'],
    ['limit', '2'],
    ['ascending', 'true'],
    ['format', 'ids'],
  ]);
  expect(readMoreToken(decodeURIComponent(moreToken(given, 7)))).toEqual({ after: 7, given });
  for (const bad of ['', '{}', '["7"]', '[7,["a"]]', '[7,[1,2]]']) expect(readMoreToken(bad)).toBeNull();
});

test.each<[string, Record<string, string>]>([
  ['unknown parameter', { foo: '1' }],
  ['wrong case', { Verb: 'a:v' }],
  [
    'statementId with voidedStatementId',
    { statementId: '6b0c4a1e-2f5d-4d0e-9a75-0d7f2f6f9a01', voidedStatementId: '6b0c4a1e-2f5d-4d0e-9a75-0d7f2f6f9a01' },
  ],
  ['statementId with a filter', { statementId: '6b0c4a1e-2f5d-4d0e-9a75-0d7f2f6f9a01', verb: 'a:v' }],
  ['agent that is none', { agent: '{"name":"x"}' }],
  ['anonymous group', { agent: JSON.stringify({ objectType: 'Group', member: [ann] }) }],
  ['limit', { limit: '-1' }],
  ['boolean', { ascending: 'yes' }],
  ['format', { format: 'short' }],
  ['since', { since: 'yesterday' }],
  ['registration', { registration: 'x' }],
])('Communication 2.1.3 refuses: %s', (_what, given) => expect(readQuery(new Map(Object.entries(given)), v1)).toHaveLength(1));

test('IRIs are compared as plain text', () => {
  const withId = (id: string): JsonObject => ({ ...statement, object: { id } });
  expect(isSameStatement(withId('http://example.com/a/../b'), withId('http://example.com/b'))).toBe(false);
  expect(termsOf(withId('HTTP://example.com/b'))).not.toEqual(termsOf(withId('http://example.com/b')));
});

test('Communication 2.1.3 terms: group members, related agents and activities, SubStatement, 2.0 context agents', () => {
  const terms = termsOf({
    ...statement,
    actor: { objectType: 'Group', member: [bo] },
    context: { contextAgents: [{ agent: ann }], contextActivities: { parent: [{ id: 'a:p' }] } },
  });
  const key = 'account:["https://lakeview.example","bo"]';
  expect(terms.toSorted()).toEqual(
    [
      `agent ${key}`,
      `related-agent ${key}`,
      'related-agent mbox:mailto:ann@lakeview.example',
      'verb a:v',
      'activity a:o',
      'related-activity a:o',
      'related-activity a:p',
    ].toSorted(),
  );
  const inner = { objectType: 'SubStatement', ...statement };
  expect(termsOf({ ...statement, actor: bo, object: inner })).toContain('related-activity a:o');
  expect(termsOf({ ...statement, actor: bo, object: inner })).not.toContain('activity a:o');
});

describe('Communication 3.1, IEEE 9274.1.1 4.1.4 concurrency', () => {
  const put = (
    etag: string | null,
    headers: { ifMatch?: string; ifNoneMatch?: string },
    kind: 'state' | 'agent-profile' = 'agent-profile',
    version = v1,
  ) => hindrance(etag, { method: 'PUT', kind, ...headers }, version)?.status ?? null;
  test.each([
    ['If-Match right', put('abc', { ifMatch: '"abc"' }), null],
    ['If-Match one of several, weak', put('abc', { ifMatch: '"x", W/"abc"' }), null],
    ['If-Match wrong', put('abc', { ifMatch: '"abd"' }), 412],
    ['If-Match without a document', put(null, { ifMatch: '*' }), 412],
    ['If-None-Match with a document', put('abc', { ifNoneMatch: '*' }), 412],
    ['If-None-Match without one', put(null, { ifNoneMatch: '*' }), null],
    ['blind over a profile', put('abc', {}), 409],
    ['blind where nothing is', put(null, {}), null],
    ['blind over a state, 1.0.3', put('abc', {}, 'state'), null],
    ['blind over a state, 2.0.0', put('abc', {}, 'state', v2), 409],
  ])('%s', (_what, status, expected) => expect(status).toBe(expected));
});

test('Communication 2.2 merging replaces properties at the top level only', () => {
  expect(mergedDocument({ a: { x: 1 }, b: 1 }, { a: { y: 2 } })).toEqual({ a: { y: 2 }, b: 1 });
  for (const none of [[1], 'x', null, undefined]) expect(mergedDocument({}, none)).toBeNull();
});

test('Data 2.4.4.1 definitions grow by language and extension; Communication 2.4 a Person collects names', () => {
  expect(mergeDefinition({ name: { en: 'A' }, type: 'a:1' }, { name: { de: 'B' }, type: 'a:2' })).toEqual({
    name: { en: 'A', de: 'B' },
    type: 'a:2',
  });
  expect(
    personOf(ann, [
      { ...ann, name: 'Ann' },
      { ...bo, name: 'Bo' },
      { ...ann, name: 'A. Ash' },
    ]),
  ).toEqual({
    objectType: 'Person',
    name: ['Ann', 'A. Ash'],
    mbox: [ann.mbox],
  });
});

describe('Data 2.6 signatures', () => {
  const part = (value: unknown): string => btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const jws = (header: unknown, payload: unknown): string => `${part(header)}.${part(payload)}.c2ln`;
  test.each<[string, string, boolean]>([
    ['the statement, RS256', jws({ alg: 'RS256' }, statement), true],
    ['another algorithm', jws({ alg: 'HS256' }, statement), false],
    ['another statement', jws({ alg: 'RS256' }, { ...statement, actor: bo }), false],
    ['not compact', 'abc', false],
    ['no JSON', 'YQ.YQ.YQ', false],
    ['x5c that is no chain', jws({ alg: 'RS256', x5c: 'x' }, statement), false],
  ])('%s', (_what, text, good) => expect(signatureFault(text, statement) === null).toBe(good));
});
