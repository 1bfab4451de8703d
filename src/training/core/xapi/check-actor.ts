import type { Finder } from './fault.ts';
import { isObject, own, type Json, type JsonObject } from './json.ts';
import { isIri, isMbox, isSha1 } from './lexical.ts';
import { anIri, anyText, checkShape, isText, listOf, objectTypeOf, oneOf, type Check } from './shape.ts';

export const identifierNames = ['mbox', 'mbox_sha1sum', 'openid', 'account'] as const;

const account: Check = (value, find) =>
  void checkShape(value, find, { homePage: anIri, name: isText((text) => text !== '', 'a String that is not empty', 'Data 2.4.2.4') }, [
    'homePage',
    'name',
  ]);

const identifiers: Readonly<Record<(typeof identifierNames)[number], Check>> = {
  mbox: isText(isMbox, 'a mailto IRI', 'Data 2.4.2.3'),
  mbox_sha1sum: isText(isSha1, 'a SHA-1 in hexadecimal', 'Data 2.4.2.3'),
  openid: isText(isIri, 'a URI', 'Data 2.4.2.3'),
  account,
};

const identifiersIn = (value: JsonObject): readonly string[] => identifierNames.filter((name) => Object.hasOwn(value, name));

export const agent: Check = (value, find) => {
  if (!checkShape(value, find, { objectType: oneOf('Agent'), name: anyText, ...identifiers })) return;
  const count = identifiersIn(value).length;
  if (count !== 1)
    find.say(`must have exactly one Inverse Functional Identifier (${identifierNames.join(', ')}), not ${count}`, 'Data 2.4.2.1');
};

export const group: Check = (value, find) => {
  const checks = { objectType: oneOf('Group'), name: anyText, member: listOf(agent, 'Data 2.4.2.2'), ...identifiers };
  if (!checkShape(value, find, checks, ['objectType'])) return;
  const count = identifiersIn(value).length;
  if (count > 1) find.say('must not have more than one Inverse Functional Identifier', 'Data 2.4.2.2');
  const member = own(value, 'member');
  if (count === 0 && !(Array.isArray(member) && member.length > 0))
    find.say('without an Inverse Functional Identifier must list its members in "member"', 'Data 2.4.2.2');
};

export const actor: Check = (value, find) => (objectTypeOf(value) === 'Group' ? group : agent)(value, find);

/** The LRS's word on who vouches: an Agent, or for OAuth a Group of consumer and user (Data 2.4.9). */
export function authority(value: Json, find: Finder): void {
  actor(value, find);
  if (objectTypeOf(value) !== 'Group' || !isObject(value)) return;
  const member = own(value, 'member');
  if (identifiersIn(value).length > 0 || !Array.isArray(member) || member.length !== 2)
    find.say('as a Group must be anonymous with exactly two members', 'Data 2.4.9');
}
