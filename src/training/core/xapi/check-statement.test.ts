import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchFaults, statementFaults } from './check-statement.ts';
import type { Json, JsonObject } from './json.ts';
import { versions } from './versions.ts';

const [v1, v2] = versions as [(typeof versions)[0], (typeof versions)[0]];
const id = '6b0c4a1e-2f5d-4d0e-9a75-0d7f2f6f9a01';
const agent = { mbox: 'mailto:ann@lakeview.example' };
const activity = { id: 'https://lakeview.example/a' };
const valid: JsonObject = { actor: agent, verb: { id: 'https://lakeview.example/v' }, object: activity };
const about = (definition: JsonObject): JsonObject => ({ object: { ...activity, definition } });
const attached = (more: JsonObject): JsonObject => ({
  attachments: [
    {
      usageType: 'https://lakeview.example/u',
      display: { en: 'Note' },
      contentType: 'text/plain',
      length: 3,
      sha2: 'a'.repeat(64),
      ...more,
    },
  ],
});
const sub = (more: JsonObject): JsonObject => ({ object: { objectType: 'SubStatement', ...valid, ...more } });

/** Clause, what is changed in a valid statement, and the path of the fault; no path: it is taken. */
type Rule = [clause: string, change: JsonObject, path?: string];
const rules: readonly Rule[] = [
  ['Data 2.2 a property that is not defined', { extra: 1 }, '$.extra'],
  ['Data 2.2 null', { result: null }, '$.result'],
  ['Data 2.2 null inside extensions is taken', { result: { extensions: { 'https://x.example/e': null } } }],
  ['Data 2.2 names are case sensitive', { Actor: agent }, '$.Actor'],
  ['Data 2.4.1 id is a UUID', { id: 'x' }, '$.id'],
  ['Data 2.4.1 id', { id }],
  ['Data 2.4.2.1 an Agent has one identifier', { actor: { ...agent, openid: 'https://x.example' } }, '$.actor'],
  ['Data 2.4.2.1 an Agent has an identifier', { actor: { name: 'Ann' } }, '$.actor'],
  ['Data 2.4.2.2 anonymous Group lists members', { actor: { objectType: 'Group' } }, '$.actor'],
  ['Data 2.4.2.2 anonymous Group', { actor: { objectType: 'Group', member: [agent] } }],
  [
    'Data 2.4.2.2 no Group in a Group',
    { actor: { objectType: 'Group', member: [{ objectType: 'Group', ...agent }] } },
    '$.actor.member[0].objectType',
  ],
  ['Data 2.4.2.2 Identified Group', { actor: { objectType: 'Group', ...agent } }],
  ['Data 2.4.2.3 mbox is mailto', { actor: { mbox: 'ann@lakeview.example' } }, '$.actor.mbox'],
  ['Data 2.4.2.3 mbox_sha1sum', { actor: { mbox_sha1sum: 'abc' } }, '$.actor.mbox_sha1sum'],
  ['Data 2.4.2.4 account needs a name', { actor: { account: { homePage: 'https://x.example' } } }, '$.actor.account.name'],
  ['Data 2.4.2.4 homePage is an IRL', { actor: { account: { homePage: 'x', name: 'a' } } }, '$.actor.account.homePage'],
  ['Data 2.4.3 verb id is an IRI', { verb: { id: 'ran' } }, '$.verb.id'],
  ['Data 2.4.3 display is a Language Map', { verb: { id: 'a:b', display: { 'not a tag': 'x' } } }, '$.verb.display["not a tag"]'],
  ['Data 2.4.4 unknown objectType', { object: { objectType: 'activity', ...activity } }, '$.object.objectType'],
  ['Data 2.4.4.1 Activity id', { object: { id: 'x' } }, '$.object.id'],
  ['Data 2.4.4.1 moreInfo', about({ moreInfo: 'x' }), '$.object.definition.moreInfo'],
  ['Data 2.4.4.1 interactionType', about({ interactionType: 'guess' }), '$.object.definition.interactionType'],
  ['Data 2.4.4.1 choices', about({ interactionType: 'choice', choices: [{ id: 'a' }, { id: 'b', description: { en: 'B' } }] })],
  [
    'Data 2.4.4.1 component ids differ',
    about({ interactionType: 'choice', choices: [{ id: 'a' }, { id: 'a' }] }),
    '$.object.definition.choices',
  ],
  [
    'Data 2.4.4.1 pattern without interactionType',
    about({ correctResponsesPattern: ['a'] }),
    '$.object.definition.correctResponsesPattern',
  ],
  ['Data 2.4.4.2 StatementRef', { object: { objectType: 'StatementRef', id } }],
  ['Data 2.4.4.2 StatementRef id', { object: { objectType: 'StatementRef', id: 'x' } }, '$.object.id'],
  ['Data 2.4.4.3 SubStatement', sub({})],
  ['Data 2.4.4.3 SubStatement has no id', sub({ id }), '$.object.id'],
  ['Data 2.4.4.3 SubStatement has no authority', sub({ authority: agent }), '$.object.authority'],
  ['Data 2.4.4.3 no SubStatement inside', sub({ object: { objectType: 'SubStatement', ...valid } }), '$.object.object'],
  ['Data 2.4.5 completion is a boolean', { result: { completion: 'true' } }, '$.result.completion'],
  ['Data 2.4.5.1 scaled', { result: { score: { scaled: 1.1 } } }, '$.result.score.scaled'],
  ['Data 2.4.5.1 raw over max', { result: { score: { raw: 11, max: 10 } } }, '$.result.score.raw'],
  ['Data 2.4.5.1 min over max', { result: { score: { min: 11, max: 10 } } }, '$.result.score.min'],
  ['Data 2.4.6 registration', { context: { registration: 'x' } }, '$.context.registration'],
  [
    'Data 2.4.6 platform needs an Activity',
    { object: { objectType: 'Agent', ...agent }, context: { platform: 'EHR' } },
    '$.context.platform',
  ],
  ['Data 2.4.6 team is a Group', { context: { team: agent } }, '$.context.team.objectType'],
  ['Data 2.4.6 language', { context: { language: 'en_US' } }, '$.context.language'],
  ['Data 2.4.6.2 one activity or several', { context: { contextActivities: { parent: activity, grouping: [activity] } } }],
  [
    'Data 2.4.6.2 kinds of context activity',
    { context: { contextActivities: { owner: [activity] } } },
    '$.context.contextActivities.owner',
  ],
  ['Data 2.4.7 timestamp', { timestamp: '2027-02-30T00:00:00Z' }, '$.timestamp'],
  ['Data 2.4.9 authority Group has two members', { authority: { objectType: 'Group', member: [agent] } }, '$.authority'],
  ['Data 2.4.10 version', { version: '0.9.5' }, '$.version'],
  ['Data 2.4.11 attachment', attached({})],
  ['Data 2.4.11 sha2', attached({ sha2: 'abc' }), '$.attachments[0].sha2'],
  ['Data 2.4.11 length', attached({ length: -1 }), '$.attachments[0].length'],
  [
    'Data 2.6 signature is an octet-stream',
    attached({ usageType: 'http://adlnet.gov/expapi/attachments/signature' }),
    '$.attachments[0].contentType',
  ],
  ['Data 2.3.2 voiding needs a StatementRef', { verb: { id: 'http://adlnet.gov/expapi/verbs/voided' } }, '$.object'],
  ['Data 2.2 a number is not a string', { result: { score: { raw: '5' } } }, '$.result.score.raw'],
  ['Data 2.2 a boolean is not a string', { result: { success: 'false' } }, '$.result.success'],
  ['Data 2.2 an empty string is no UUID', { id: '' }, '$.id'],
  ['Data 2.2 an empty string is no IRI', { verb: { id: '' } }, '$.verb.id'],
  ['Data 2.2 values of a list of words are exact', { actor: { objectType: 'agent', ...agent } }, '$.actor.objectType'],
  ['Data 2.2 null inside an actor', { actor: { ...agent, name: null } }, '$.actor.name'],
  ['Data 2.4.1 id in standard form', { id: id.replaceAll('-', '') }, '$.id'],
  ['Data 2.4.2.1 name is a String', { actor: { ...agent, name: ['Ann'] } }, '$.actor.name'],
  ['Data 2.4.2.2 member is an Array', { actor: { objectType: 'Group', ...agent, member: agent } }, '$.actor.member'],
  [
    'Data 2.4.2.2 an Identified Group has one identifier',
    { actor: { objectType: 'Group', ...agent, openid: 'https://x.example' } },
    '$.actor',
  ],
  ['Data 2.4.2.2 an anonymous Group has members', { actor: { objectType: 'Group', member: [] } }, '$.actor'],
  ['Data 2.4.2.2 members are Agents', { actor: { objectType: 'Group', member: [{ name: 'Ann' }] } }, '$.actor.member[0]'],
  ['Data 2.4.2.3 mbox is not an empty mailto', { actor: { mbox: 'mailto:' } }, '$.actor.mbox'],
  ['Data 2.4.2.3 openid is a URI', { actor: { openid: 'ann' } }, '$.actor.openid'],
  ['Data 2.4.2.4 account needs a homePage', { actor: { account: { name: 'a' } } }, '$.actor.account.homePage'],
  [
    'Data 2.4.2.4 account holds nothing else',
    { actor: { account: { homePage: 'https://x.example', name: 'a', id: 1 } } },
    '$.actor.account.id',
  ],
  ['Data 2.4.3 display is of Strings', { verb: { id: 'a:b', display: { en: 1 } } }, '$.verb.display.en'],
  ['Data 2.4.3 a Verb holds nothing else', { verb: { id: 'a:b', name: 'ran' } }, '$.verb.name'],
  ['Data 2.4.4.1 an Activity has an id', { object: { definition: {} } }, '$.object.id'],
  ['Data 2.4.4.1 name is a Language Map', about({ name: 'Orders' }), '$.object.definition.name'],
  ['Data 2.4.4.1 description is a Language Map', about({ description: { en: 5 } }), '$.object.definition.description.en'],
  ['Data 2.4.4.1 type is an IRI', about({ type: 'course' }), '$.object.definition.type'],
  [
    'Data 2.4.4.1 pattern is of Strings',
    about({ interactionType: 'other', correctResponsesPattern: [1] }),
    '$.object.definition.correctResponsesPattern[0]',
  ],
  ['Data 2.4.4.1 components without interactionType', about({ choices: [{ id: 'a' }] }), '$.object.definition.choices'],
  ['Data 2.4.4.1 a component has an id', about({ interactionType: 'likert', scale: [{}] }), '$.object.definition.scale[0].id'],
  [
    'Data 2.4.4.1 description of a component',
    about({ interactionType: 'performance', steps: [{ id: 'a', description: 'A' }] }),
    '$.object.definition.steps[0].description',
  ],
  [
    'Data 2.4.4.1 characterstring parameters are not judged',
    about({ interactionType: 'fill-in', correctResponsesPattern: ['{case_matters=maybe}{lang=?}x'] }),
  ],
  ['Data 2.4.4.2 an Agent as Object', { object: { objectType: 'Agent', ...agent } }],
  ['Data 2.4.4.2 a Group as Object', { object: { objectType: 'Group', member: [agent] } }],
  ['Data 2.4.4.3 StatementRef holds nothing else', { object: { objectType: 'StatementRef', id, definition: {} } }, '$.object.definition'],
  ['Data 2.4.4.3 StatementRef needs an id', { object: { objectType: 'StatementRef' } }, '$.object.id'],
  ['Data 2.4.4.3 SubStatement has no stored', sub({ stored: '2027-03-01T00:00:00Z' }), '$.object.stored'],
  ['Data 2.4.4.3 SubStatement has no version', sub({ version: '1.0.0' }), '$.object.version'],
  ['Data 2.4.4.3 SubStatement is validated as a Statement', sub({ verb: { id: 'ran' } }), '$.object.verb.id'],
  [
    'Data 2.4.4.3 SubStatement: what holds between properties',
    sub({ object: { objectType: 'Agent', ...agent }, context: { revision: '2' } }),
    '$.object.context.revision',
  ],
  ['Data 2.4.4.3 SubStatement may lie in the future', sub({ timestamp: '2999-01-01T00:00:00Z' })],
  ['Data 2.4.5 response is a String', { result: { response: 5 } }, '$.result.response'],
  ['Data 2.4.5.1 scaled under -1', { result: { score: { scaled: -1.01 } } }, '$.result.score.scaled'],
  ['Data 2.4.5.1 raw under min', { result: { score: { raw: 1, min: 2 } } }, '$.result.score.raw'],
  ['Data 2.4.5.1 bounds are inclusive', { result: { score: { scaled: -1, raw: 10, min: 0, max: 10 } } }],
  [
    'Data 2.4.6 revision needs an Activity',
    { object: { objectType: 'StatementRef', id }, context: { revision: '2' } },
    '$.context.revision',
  ],
  ['Data 2.4.6 instructor is an Agent or Group', { context: { instructor: { name: 'Ada' } } }, '$.context.instructor'],
  ['Data 2.4.6 statement is a StatementRef', { context: { statement: { objectType: 'Activity', id } } }, '$.context.statement.objectType'],
  ['Data 2.4.6 nothing else', { context: { place: 'ward' } }, '$.context.place'],
  ['Data 2.4.6.2 values are Activities', { context: { contextActivities: { parent: [{}] } } }, '$.context.contextActivities.parent[0].id'],
  ['Data 2.4.7 a future timestamp is taken', { timestamp: '2999-01-01T00:00:00Z' }],
  ['Data 2.4.8 stored is validated', { stored: 'then' }, '$.stored'],
  ['Data 2.4.9 authority has an identifier', { authority: { name: 'nobody' } }, '$.authority'],
  ['Data 2.4.9 authority Group is anonymous', { authority: { objectType: 'Group', ...agent, member: [agent, agent] } }, '$.authority'],
  ['Data 2.4.11 usageType is an IRI', attached({ usageType: 'note' }), '$.attachments[0].usageType'],
  ['Data 2.4.11 display is a Language Map', attached({ display: 'Note' }), '$.attachments[0].display'],
  ['Data 2.4.11 contentType', attached({ contentType: 'text' }), '$.attachments[0].contentType'],
  ['Data 2.4.11 fileUrl is an IRL', attached({ fileUrl: 'note.txt' }), '$.attachments[0].fileUrl'],
  [
    'Data 4.2 language tags by length of their parts',
    { verb: { id: 'a:b', display: { 'abcdefghi-US': 'x' } } },
    '$.verb.display["abcdefghi-US"]',
  ],
  ['Data 4.4 a registration in standard form', { context: { registration: `{${id}}` } }, '$.context.registration'],
  ['Data 4.5 basic or local dates are no timestamps', { timestamp: '01/03/2027' }, '$.timestamp'],
  ['Data 4.6 weeks stand alone', { result: { duration: 'P4W1D' } }, '$.result.duration'],
  ['Data 4.6 not the format of time points', { result: { duration: 'P0003-01-29T04:35:59' } }, '$.result.duration'],
  ['Data 4.6 finer than a hundredth is taken', { result: { duration: 'PT1.23456S' } }],
  ['Data 4.1 extension keys are IRIs', { context: { extensions: { short: 1 } } }, '$.context.extensions.short'],
  ['Data 4.5 no negative zero offset', { timestamp: '2027-03-01T00:00:00-00:00' }, '$.timestamp'],
  ['Data 4.6 duration', { result: { duration: 'P1H' } }, '$.result.duration'],
  ['Data 4.6 duration in weeks', { result: { duration: 'P4W' } }],
];

describe.each(versions)('statements of $name', (version) => {
  test.each<Rule>(rules)('%s', (_clause, change, path) => {
    const faults = statementFaults({ ...valid, ...change }, version);
    expect(faults.map((fault) => fault.path)).toEqual(path === undefined ? [] : [path]);
    expect(faults.every(({ clause }) => /^(Data|IEEE) /.test(clause))).toBe(true);
  });

  test.each(['actor', 'verb', 'object'])('Data 2.2 %s is required', (name) => {
    const { [name]: _left, ...rest } = valid;
    expect(statementFaults(rest, version).map(({ path }) => path)).toEqual([`$.${name}`]);
  });
});

const contextAgents = (more: JsonObject): JsonObject => ({ context: { contextAgents: [{ objectType: 'contextAgent', agent, ...more }] } });
test.each<[string, JsonObject, string?]>([
  ['contextAgents', contextAgents({})],
  ['contextAgents with relevantTypes', contextAgents({ relevantTypes: ['https://x.example/role'] })],
  ['relevantTypes not empty', contextAgents({ relevantTypes: [] }), '$.context.contextAgents[0].relevantTypes'],
  ['relevantTypes are IRIs', contextAgents({ relevantTypes: ['abc'] }), '$.context.contextAgents[0].relevantTypes[0]'],
  ['objectType', contextAgents({ objectType: 'Agent' }), '$.context.contextAgents[0].objectType'],
  [
    'contextGroups need a Group',
    { context: { contextGroups: [{ objectType: 'contextGroup', group: agent }] } },
    '$.context.contextGroups[0].group.objectType',
  ],
  ['RFC 3339 allows a space', { timestamp: '2027-03-01 00:00:00+00:00' }],
  ['version 2.0.0', { version: '2.0.0' }],
])('IEEE 9274.1.1 4.2: %s; unknown to 1.0.3', (_name, change, path) => {
  expect(statementFaults({ ...valid, ...change }, v2).map((fault) => fault.path)).toEqual(path === undefined ? [] : [path]);
  expect(statementFaults({ ...valid, ...change }, v1)).not.toEqual([]);
});

test.each(['usageType', 'display', 'contentType', 'length', 'sha2'])('Data 2.4.11 an attachment has its %s', (name) => {
  const [whole] = attached({}).attachments as JsonObject[];
  const { [name]: _left, ...rest } = whole ?? {};
  expect(statementFaults({ ...valid, attachments: [rest] }, v1).map(({ path }) => path)).toEqual([`$.attachments[0].${name}`]);
});

test('Data 2.4.4.2 an Agent as Object must say that it is one', () => {
  expect(statementFaults({ ...valid, object: agent }, v1).map(({ path }) => path)).toEqual(['$.object.id', '$.object.mbox']);
});

test.each(['true-false', 'choice', 'fill-in', 'long-fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric', 'other'])(
  'Data 2.4.4.1 interactionType %s, and no other case of it',
  (interactionType) => {
    expect(statementFaults({ ...valid, ...about({ interactionType, correctResponsesPattern: [] }) }, v1)).toEqual([]);
    expect(statementFaults({ ...valid, ...about({ interactionType: interactionType.toUpperCase() }) }, v1)).toHaveLength(1);
  },
);

test.each([
  ['1.0', true],
  ['1.0.0', true],
  ['1.0.9', true],
  ['0.9.9', false],
  ['1.1.0', false],
  ['2.0.0', false],
] as const)('Data 2.4.10 version %s in 1.0.3', (version, taken) => {
  expect(statementFaults({ ...valid, version }, v1).map(({ path }) => path)).toEqual(taken ? [] : ['$.version']);
});

test('Communication 2.1.2 ids of a batch differ; the path names the statement', () => {
  expect(batchFaults([valid, { ...valid, id: 'x' }], v1).map(({ path }) => path)).toEqual(['$[1].id']);
  expect(
    batchFaults(
      [
        { ...valid, id },
        { ...valid, id: id.toUpperCase() },
      ],
      v1,
    ).map(({ path }) => path),
  ).toEqual(['$[1].id']);
});

test('any JSON at all is judged, never thrown at', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => void batchFaults(value as Json, v2)));
  let deep: Json = 1;
  for (let i = 0; i < 20_000; i++) deep = [deep];
  expect(statementFaults({ ...valid, context: { extensions: { 'a:b': deep } } }, v2)).toHaveLength(1);
});
