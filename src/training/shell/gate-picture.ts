import type { Instant } from '#kernel/time.ts';
import type { KnownFact } from '../core/ledger/facts.ts';
import type { GateRules } from '../core/gate/model.ts';
import { loadFacts } from '../ledger/load-facts.ts';
import { loadRequirements, loadRoleProfiles } from '../store/matrix.ts';
import type { Reader } from '../store/tables.ts';
import { loadLearners, loadRules, type KnownLearner } from './load-gate.ts';
import { loadWords, type GateWords } from './words.ts';

/** Everything that a page about one's training is made from, read once. */
export interface GatePicture extends GateWords {
  readonly now: Instant;
  readonly rules: GateRules;
  readonly learners: readonly KnownLearner[];
  readonly facts: ReadonlyMap<string, readonly KnownFact[]>;
  /** `jobRole/competencyId` -> why it is asked. */
  readonly reasons: ReadonlyMap<string, string>;
  /** jobRole -> what certification opens. */
  readonly profiles: ReadonlyMap<string, readonly string[]>;
}

/** Of these people, or of everybody (sums and lists of everybody: learner-book.ts). */
export async function loadPicture(on: Reader, now: Instant, personIds?: readonly string[]): Promise<GatePicture> {
  const rules = await loadRules(on);
  const learners = await loadLearners(on, personIds);
  const facts = await loadFacts(on, personIds ? { personIds } : {});
  const requirements = await loadRequirements(on);
  return {
    ...(await loadWords(on)),
    now,
    rules,
    learners,
    facts: Map.groupBy(facts, (fact) => fact.personId),
    reasons: new Map(requirements.map((one) => [`${one.jobRole}/${one.competencyId}`, one.reason])),
    profiles: new Map((await loadRoleProfiles(on)).map((one) => [one.jobRole, one.accessProfiles])),
  };
}

export const factsOf = (picture: Pick<GatePicture, 'facts'>, personId: string): readonly KnownFact[] => picture.facts.get(personId) ?? [];
