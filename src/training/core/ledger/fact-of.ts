import { isObject, objectOf, own, textOf, type JsonObject } from '../xapi/json.ts';
import { measuredDuration, momentOf } from '../xapi/lexical.ts';
import { factFields, isFactKind, type FactHead, type LearningFact } from './facts.ts';
import { activityId, factExtension, nouns, ownAuthority, peopleHomePage, verbs } from './vocabulary.ts';
import { unitHomePage } from '../packages/package-activity.ts';

/** Everything of a fact but who it is about: an outside statement may name a person by their mail address alone. */
export type Unowned<F = LearningFact> = F extends LearningFact ? Omit<F, 'personId'> : never;

export const isOwn = (statement: JsonObject): boolean => {
  const account = objectOf(objectOf(statement, 'authority') ?? {}, 'account') ?? {};
  return textOf(account, 'homePage') === ownAuthority.account.homePage && textOf(account, 'name') === ownAuthority.account.name;
};

/**
 * The fact that a stored statement tells, null where it tells none that we know. Our own say everything. Statements that came by a
 * record key count for what was learned, and for nothing else: no key can waive, grant, or open a way in.
 */
export function factOf(statement: JsonObject): Unowned | null {
  // A clock that runs ahead elsewhere does not put anything into our future.
  const [told, stored] = [momentOf(textOf(statement, 'timestamp')), momentOf(textOf(statement, 'stored'))];
  const head = { factId: textOf(statement, 'id'), at: Number.isNaN(stored) ? told : Math.min(told, stored) };
  if (isOwn(statement)) return ownFact(statement, head);
  return isOfUnit(statement) ? null : outsideFact(statement, head);
}

/** Of a unit of a content package: it may say anything about anything, so what follows from it we say ourselves (packages/judge.ts). */
const isOfUnit = (statement: JsonObject): boolean =>
  textOf(objectOf(objectOf(statement, 'authority') ?? {}, 'account') ?? {}, 'homePage') === unitHomePage;

/** Whose id our own statements name; null for an actor that is not one of our people. */
export function personOf(statement: JsonObject): string | null {
  const account = objectOf(objectOf(statement, 'actor') ?? {}, 'account') ?? {};
  return textOf(account, 'homePage') === peopleHomePage ? textOf(account, 'name') : null;
}

type Head = Omit<FactHead, 'personId'>;

function ownFact(statement: JsonObject, head: Head): Unowned | null {
  const extensions = objectOf(objectOf(statement, 'context') ?? {}, 'extensions') ?? {};
  const told = own(extensions, factExtension);
  return isObject(told) ? readFact(told, head) : null;
}

/** `told`: the value of the extension, or a row of the index made from it. */
export function readFact(told: JsonObject, head: Head): Unowned | null {
  const kind = textOf(told, 'kind');
  if (!isFactKind(kind)) return null;
  const fields = Object.entries(factFields[kind]).map(([name, read]) => [name, read(own(told, name))] as const);
  if (fields.some(([, value]) => value === undefined)) return null;
  return { ...head, kind, ...Object.fromEntries(fields) } as Unowned;
}

const kinds: Readonly<Record<string, 'module-passed' | 'module-failed' | 'module-completed' | 'class-attended'>> = {
  [verbs.passed]: 'module-passed',
  [verbs.failed]: 'module-failed',
  [verbs.completed]: 'module-completed',
  [verbs.attended]: 'class-attended',
};

function outsideFact(statement: JsonObject, head: Head): Unowned | null {
  const object = objectOf(statement, 'object') ?? {};
  const kind = kinds[textOf(objectOf(statement, 'verb') ?? {}, 'id')];
  const iri = textOf(object, 'id');
  if (kind === undefined || iri === '' || !['', 'Activity'].includes(textOf(object, 'objectType'))) return null;
  const moduleId = activityId('module', iri);
  // Our own exercises and competencies are ours to grade: content from elsewhere cannot pass them.
  if (Object.keys(nouns).some((noun) => noun !== 'module' && iri.startsWith(`urn:atelbow:${noun}:`))) return null;
  if (kind === 'class-attended')
    return { ...head, kind, classId: iri, moduleId, version: 0, minutes: minutesOf(statement), by: authorityName(statement) };
  const result = objectOf(statement, 'result') ?? {};
  const scaled = own(objectOf(result, 'score') ?? {}, 'scaled');
  const seconds = secondsOf(result);
  const score = typeof scaled === 'number' ? Math.max(0, scaled) : null;
  return { ...head, kind, moduleId, version: versionOf(statement), attemptId: registrationOf(statement), score, seconds };
}

const registrationOf = (statement: JsonObject): string | null => textOf(objectOf(statement, 'context') ?? {}, 'registration') || null;
const authorityName = (statement: JsonObject): string => textOf(objectOf(statement, 'authority') ?? {}, 'name') || 'another system';
const minutesOf = (statement: JsonObject): number | null => {
  const seconds = secondsOf(objectOf(statement, 'result') ?? {});
  return seconds === null ? null : seconds / 60;
};

function versionOf(statement: JsonObject): number {
  const revision = Number(textOf(objectOf(statement, 'context') ?? {}, 'revision'));
  return Number.isInteger(revision) && revision > 0 ? revision : 0;
}

/** Hundredths of a second are kept (Data 4.6); months and years have no length in seconds. */
function secondsOf(result: JsonObject): number | null {
  const text = textOf(result, 'duration');
  if (text === '') return null;
  const [months, hundredths] = measuredDuration(text).split('M');
  return months === '0' ? Number(hundredths) / 100 : null;
}
