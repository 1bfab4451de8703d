import { actorKey } from '../xapi/actor-key.ts';
import { objectOf, objectsOf, own, textOf, type JsonObject } from '../xapi/json.ts';
import { categories, extensions, scormCategory, verbNamed, type Cmi5Verb } from './cmi5-vocabulary.ts';

/** One opening of a unit, as its statements must name it. */
export interface UnitSession {
  readonly sessionId: string;
  readonly registration: string;
  /** The unit's IRI here, and the one that its author gave it. */
  readonly activityId: string;
  readonly publisherId: string;
  /** The learner, as `actorKey` has it. */
  readonly learner: string;
  readonly mode: 'Normal' | 'Browse' | 'Review';
  readonly masteryScore: number | null;
}

/** A statement about one unit of a registration that is in the ledger already: the unit's own or ours. */
export interface SaidOfUnit {
  readonly verb: Cmi5Verb;
  readonly sessionId: string;
}

const unitVerbs: readonly Cmi5Verb[] = ['initialized', 'completed', 'passed', 'failed', 'terminated'];
const judgements: readonly Cmi5Verb[] = ['completed', 'passed', 'failed'];

export function saidOf(statement: JsonObject): SaidOfUnit | null {
  const verb = verbNamed(textOf(objectOf(statement, 'verb') ?? {}, 'id'));
  if (verb === null || ![categories.cmi5, scormCategory].some((one) => hasCategory(statement, one))) return null;
  return { verb, sessionId: sessionOf(statement) };
}

/** Why the LMS refuses a statement of a unit, with the clause of cmi5; null when it takes it. @param said of this unit, oldest first. */
export function statementFault(statement: JsonObject, session: UnitSession, said: readonly SaidOfUnit[]): string | null {
  const mine = said.filter((one) => one.sessionId === session.sessionId).map((one) => one.verb);
  const fault = contextFault(statement, session);
  if (fault !== null) return fault;
  if (mine.includes('terminated')) return 'The session has ended: nothing follows Terminated (cmi5 9.3.8)';
  if (mine.includes('abandoned')) return 'The session was abandoned (cmi5 9.3.6)';
  const verb = verbNamed(textOf(objectOf(statement, 'verb') ?? {}, 'id'));
  const isDefined = hasCategory(statement, categories.cmi5);
  if (!mine.includes('initialized') && !(isDefined && verb === 'initialized'))
    return 'The first statement of a session must be Initialized (cmi5 9.3.2)';
  if (!isDefined) return allowedFault(statement);
  if (verb === null || !unitVerbs.includes(verb)) return 'A unit does not say this: it is for the LMS to say (cmi5 9.3)';
  if (textOf(objectOf(statement, 'object') ?? {}, 'id') !== session.activityId)
    return 'The object of a cmi5 defined statement must be the activityId of the launch (cmi5 9.4)';
  return orderFault(verb, mine, said, session) ?? resultFault(statement, verb, session);
}

function contextFault(statement: JsonObject, session: UnitSession): string | null {
  const context = objectOf(statement, 'context') ?? {};
  if (textOf(statement, 'id') === '') return 'A unit must give its statements an id (cmi5 9.1)';
  if (actorKey(objectOf(statement, 'actor') ?? {}) !== session.learner) return 'The actor must be the one of the launch (cmi5 9.2)';
  if (textOf(context, 'registration').toLowerCase() !== session.registration)
    return 'The registration must be the one of the launch (cmi5 9.6.1)';
  if (sessionOf(statement) !== session.sessionId) return 'The session id must be the one of the context template (cmi5 9.6.3.1)';
  const grouping = objectsOf(objectOf(context, 'contextActivities') ?? {}, 'grouping');
  if (!grouping.some((one) => textOf(one, 'id') === session.publisherId))
    return 'The context must have the grouping of the context template (cmi5 9.6.2.3)';
  return /(Z|[+-]00:?00)$/i.test(textOf(statement, 'timestamp')) ? null : 'A statement must have a timestamp in UTC (cmi5 9.7)';
}

/** cmi5 allowed statements: they mean what they want, but decide nothing. */
function allowedFault(statement: JsonObject): string | null {
  if (hasCategory(statement, scormCategory)) return 'The category of SCORM is not for cmi5 units';
  return hasCategory(statement, categories.moveOn) ? 'Only cmi5 defined statements have the category moveOn (cmi5 9.6.2.2)' : null;
}

function orderFault(verb: Cmi5Verb, mine: readonly Cmi5Verb[], said: readonly SaidOfUnit[], { mode }: UnitSession): string | null {
  if (mine.includes(verb)) return `${verb} may be said once in a session (cmi5 9.3)`;
  if (!judgements.includes(verb)) return null;
  if (mode !== 'Normal') return `In launch mode ${mode} nothing is judged (cmi5 10.2.2)`;
  const ever = said.map((one) => one.verb);
  if (verb !== 'failed' && ever.includes(verb)) return `${verb} may be said once in a registration (cmi5 9.3)`;
  return verb === 'failed' && ever.includes('passed') ? 'failed must not follow passed (cmi5 9.3.5)' : null;
}

function resultFault(statement: JsonObject, verb: Cmi5Verb, { masteryScore }: UnitSession): string | null {
  const result = objectOf(statement, 'result') ?? {};
  const isJudged = judgements.includes(verb);
  if (hasCategory(statement, categories.moveOn) !== isJudged)
    return isJudged ? 'Needs the category moveOn (cmi5 9.6.2.2)' : 'Must not have the category moveOn (cmi5 9.6.2.2)';
  if ((isJudged || verb === 'terminated') && textOf(result, 'duration') === '') return 'Needs result.duration (cmi5 9.5.4)';
  const { success, completion } = { success: own(result, 'success'), completion: own(result, 'completion') };
  if (completion !== (verb === 'completed' ? true : undefined))
    return 'result.completion is true in completed, and nowhere else (cmi5 9.5.3)';
  if (success !== (verb === 'passed' ? true : verb === 'failed' ? false : undefined))
    return 'result.success is true in passed, false in failed, and nowhere else (cmi5 9.5.2)';
  return scoreFault(statement, verb, masteryScore);
}

function scoreFault(statement: JsonObject, verb: Cmi5Verb, masteryScore: number | null): string | null {
  const isGraded = verb === 'passed' || verb === 'failed';
  const score = objectOf(objectOf(statement, 'result') ?? {}, 'score');
  if (score && !isGraded) return 'Only passed and failed have a score (cmi5 9.5.1)';
  if (!isGraded || masteryScore === null) return null;
  const scaled = score ? own(score, 'scaled') : undefined;
  if (typeof scaled === 'number' && scaled >= masteryScore !== (verb === 'passed'))
    return `A scaled score of ${scaled} is not ${verb} at a mastery score of ${masteryScore} (cmi5 9.3.4, 9.3.5)`;
  const told = own(objectOf(objectOf(statement, 'context') ?? {}, 'extensions') ?? {}, extensions.masteryScore);
  return score && told !== masteryScore ? 'Needs the mastery score of the launch as a context extension (cmi5 9.6.3.2)' : null;
}

const hasCategory = (statement: JsonObject, id: string): boolean =>
  objectsOf(objectOf(objectOf(statement, 'context') ?? {}, 'contextActivities') ?? {}, 'category').some((one) => textOf(one, 'id') === id);

const sessionOf = (statement: JsonObject): string =>
  textOf(objectOf(objectOf(statement, 'context') ?? {}, 'extensions') ?? {}, extensions.sessionId);
