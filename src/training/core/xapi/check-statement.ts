import { actor, authority } from './check-actor.ts';
import { activity } from './check-activity.ts';
import { attachment } from './check-attachment.ts';
import { contextOf } from './check-context.ts';
import { result } from './check-result.ts';
import { Finder, type Fault } from './fault.ts';
import { isObject, isShallow, objectOf, own, textOf, type Json, type JsonObject } from './json.ts';
import { isTimestamp, isUuid } from './lexical.ts';
import { anIri, checkShape, isText, languageMap, listOf, objectTypeOf, oneOf, type Check } from './shape.ts';
import type { Version } from './versions.ts';

export const voidedVerb = 'http://adlnet.gov/expapi/verbs/voided';

export const aUuid: Check = isText(isUuid, 'a UUID', 'Data 2.4.1');
const verb: Check = (value, find) => void checkShape(value, find, { id: anIri, display: languageMap }, ['id']);
const reference: Check = (value, find) =>
  void checkShape(value, find, { objectType: oneOf('StatementRef'), id: aUuid }, ['objectType', 'id']);

const statementObject =
  (version: Version, within: 'statement' | 'sub-statement'): Check =>
  (value, find) => {
    const type = objectTypeOf(value) ?? 'Activity';
    const checks: Readonly<Record<string, Check>> = {
      Activity: activity,
      Agent: actor,
      Group: actor,
      StatementRef: reference,
      ...(within === 'statement' ? { SubStatement: subStatement(version) } : {}),
    };
    const check = Object.hasOwn(checks, type) ? checks[type] : undefined;
    if (check) check(value, find);
    else if (type === 'SubStatement') find.say('must not be a SubStatement inside a SubStatement', 'Data 2.4.4.3');
    else find.at('objectType').say(`must be one of ${Object.keys(checks).join(', ')}`, 'Data 2.4.4');
  };

const shared = (version: Version, within: 'statement' | 'sub-statement'): Readonly<Record<string, Check>> => ({
  actor,
  verb,
  object: statementObject(version, within),
  result,
  context: contextOf(version),
  timestamp: aTimestamp(version),
  attachments: listOf(attachment, 'Data 2.4.11'),
});

export const aTimestamp = (version: Version): Check =>
  isText((text) => isTimestamp(text, version), 'an ISO 8601 timestamp that is a real moment and has no negative zero offset', 'Data 4.5');

/** Without id, stored, version and authority, and holding no other SubStatement (Data 2.4.4.3). */
const subStatement =
  (version: Version): Check =>
  (value, find) => {
    const checks = { objectType: oneOf('SubStatement'), ...shared(version, 'sub-statement') };
    if (checkShape(value, find, checks, ['objectType', 'actor', 'verb', 'object'])) checkTogether(value, find);
  };

/** What holds between properties. */
function checkTogether(statement: JsonObject, find: Finder): void {
  const object = own(statement, 'object');
  const type = object === undefined ? undefined : (objectTypeOf(object) ?? 'Activity');
  const context = objectOf(statement, 'context');
  if (type !== 'Activity' && context)
    for (const name of ['revision', 'platform'])
      if (Object.hasOwn(context, name)) find.at('context').at(name).say('must only be used when the Object is an Activity', 'Data 2.4.6');
  if (textOf(objectOf(statement, 'verb') ?? {}, 'id') === voidedVerb && type !== 'StatementRef')
    find.at('object').say('of a voiding Statement must be a StatementRef', 'Data 2.3.2');
}

/** All that is wrong with one statement as it was sent; empty when it may be stored. */
export function statementFaults(value: Json, version: Version, path = '$'): readonly Fault[] {
  const find = new Finder(path);
  if (!isShallow(value)) {
    find.say('is nested too deeply', 'Data 2.2');
    return find.faults;
  }
  const checks = {
    id: aUuid,
    ...shared(version, 'statement'),
    stored: aTimestamp(version),
    authority,
    version: isText((text) => version.statement.test(text), `a version that ${version.name} takes`, 'Data 2.4.10'),
  };
  if (checkShape(value, find, checks, ['actor', 'verb', 'object'])) checkTogether(value, find);
  return find.faults;
}

/** One statement or a batch of them, as POST takes it (Communication 2.1.2). */
export function batchFaults(body: Json, version: Version): readonly Fault[] {
  if (!Array.isArray(body)) return statementFaults(body, version);
  const faults = (body as readonly Json[]).flatMap((one, index) => statementFaults(one, version, `$[${index}]`));
  if (faults.length > 0) return faults;
  const find = new Finder();
  const seen = new Set<string>();
  for (const [index, one] of (body as readonly Json[]).entries()) {
    const id = isObject(one) ? textOf(one, 'id').toLowerCase() : '';
    if (id !== '' && seen.has(id)) find.at(index).at('id').say('is the id of another Statement of the same batch', 'Communication 2.1.2');
    seen.add(id);
  }
  return find.faults;
}
