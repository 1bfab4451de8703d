import type { Json, JsonObject } from '../xapi/json.ts';
import { factFields, type FactKind, type FactOf, type LearningFact } from './facts.ts';
import { activityIri, factExtension, nouns, peopleHomePage, verbs, type Noun } from './vocabulary.ts';

/** How a kind of fact is said in xAPI: verb and object, and what the standard `result` can carry of it. */
interface Saying<F> {
  readonly verb: (fact: F) => keyof typeof verbs;
  readonly object: (fact: F) => readonly [Noun, string];
  readonly success?: (fact: F) => boolean | null;
}

const itemIri = (moduleId: string, itemId: string): string => `${moduleId}/${itemId}`;

const sayings: { readonly [K in FactKind]: Saying<FactOf<K>> } = {
  'module-started': { verb: () => 'initialized', object: (fact) => ['module', fact.moduleId] },
  'page-seen': { verb: () => 'experienced', object: (fact) => ['page', itemIri(fact.moduleId, fact.pageId)] },
  'module-completed': { verb: () => 'completed', object: (fact) => ['module', fact.moduleId] },
  'module-passed': { verb: () => 'passed', object: (fact) => ['module', fact.moduleId], success: () => true },
  'module-failed': { verb: () => 'failed', object: (fact) => ['module', fact.moduleId], success: () => false },
  'item-answered': {
    verb: () => 'answered',
    object: (fact) => ['item', itemIri(fact.moduleId, fact.itemId)],
    success: (fact) => fact.correct,
  },
  'exercise-graded': {
    verb: (fact) => (fact.passed ? 'passed' : 'failed'),
    object: (fact) => ['exercise', fact.exerciseId],
    success: (fact) => fact.passed,
  },
  'class-attended': { verb: () => 'attended', object: (fact) => ['class', fact.classId] },
  'class-missed': { verb: () => 'missed', object: (fact) => ['class', fact.classId] },
  'check-answered': {
    verb: (fact) => (fact.recalled ? 'recalled' : 'forgot'),
    object: (fact) => ['item', fact.itemId],
    success: (fact) => fact.recalled,
  },
  'competency-shown': { verb: () => 'demonstrated', object: (fact) => ['competency', fact.competencyId], success: () => true },
  'equivalence-granted': { verb: () => 'granted', object: (fact) => ['competency', fact.competencyId] },
  'duty-waived': { verb: () => 'waived', object: (fact) => ['competency', fact.competencyId] },
  'grant-withdrawn': { verb: () => 'withdrew', object: (fact) => ['competency', fact.competencyId] },
  'glass-broken': { verb: () => 'brokeGlass', object: (fact) => ['access', fact.jobRole] },
  'glass-mended': { verb: () => 'withdrew', object: (fact) => ['access', fact.jobRole] },
  'signal-seen': { verb: () => 'showed', object: (fact) => ['signal', fact.signal] },
  'module-rated': { verb: () => 'commented', object: (fact) => ['module', fact.moduleId] },
};

/** The one way in which a fact is written; `factOf` reads it back. */
export function statementOf(fact: LearningFact): JsonObject {
  const saying = sayings[fact.kind] as Saying<LearningFact>;
  const verb = saying.verb(fact);
  const [noun, id] = saying.object(fact);
  const fields = Object.fromEntries(
    Object.keys(factFields[fact.kind]).map((name) => [name, (fact as unknown as JsonObject)[name] ?? null]),
  );
  const result = resultOf(fact, saying.success?.(fact) ?? null);
  return {
    id: fact.factId,
    actor: { objectType: 'Agent', account: { homePage: peopleHomePage, name: fact.personId } },
    verb: { id: verbs[verb], display: { en: verb } },
    object: { objectType: 'Activity', id: activityIri(noun, id), definition: { type: nouns[noun] } },
    ...(Object.keys(result).length > 0 ? { result } : {}),
    context: { extensions: { [factExtension]: { kind: fact.kind, ...fields } } },
    timestamp: new Date(fact.at).toISOString(),
  };
}

function resultOf(fact: LearningFact, success: boolean | null): JsonObject {
  const score = 'score' in fact ? fact.score : null;
  const seconds = 'seconds' in fact ? fact.seconds : 'minutes' in fact && fact.minutes !== null ? fact.minutes * 60 : null;
  const parts: readonly (readonly [string, Json])[] = [
    ...(success === null ? [] : [['success', success] as const]),
    ...(fact.kind === 'module-completed' ? [['completion', true] as const] : []),
    ...(score === null ? [] : [['score', { scaled: score }] as const]),
    ...(seconds === null ? [] : [['duration', `PT${Math.round(seconds * 100) / 100}S`] as const]),
  ];
  return Object.fromEntries(parts);
}
