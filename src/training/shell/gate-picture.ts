import type { Instant } from '#kernel/time.ts';
import { loadExercises } from '#sandbox/index.ts';
import type { KnownFact } from '../core/ledger/facts.ts';
import type { GateRules } from '../core/gate/model.ts';
import { loadFacts } from '../ledger/load-facts.ts';
import { loadCourses } from '../classes/set-up.ts';
import { givenOut } from '../modules/store/curriculum.ts';
import { loadCompetencies, loadRequirements, loadRoleProfiles } from '../store/matrix.ts';
import { loadReleases, type KnownRelease } from '../store/releases.ts';
import type { Reader } from '../store/tables.ts';
import { loadLearners, loadRules, type KnownLearner } from './load-gate.ts';

/** Everything that a page about the gate is made from, read once. */
export interface GatePicture {
  readonly now: Instant;
  readonly rules: GateRules;
  readonly learners: readonly KnownLearner[];
  readonly facts: ReadonlyMap<string, readonly KnownFact[]>;
  /** competencyId -> its name. */
  readonly names: ReadonlyMap<string, string>;
  /** `jobRole/competencyId` -> why it is asked. */
  readonly reasons: ReadonlyMap<string, string>;
  /** jobRole -> what certification opens. */
  readonly profiles: ReadonlyMap<string, readonly string[]>;
  readonly releases: ReadonlyMap<string, KnownRelease>;
  /** Ids of our own modules that are given out and have questions. */
  readonly modules: ReadonlySet<string>;
  /** `module/ID`, `class/ID`, `exercise/ID` -> its title, where it is to be had here. */
  readonly titles: ReadonlyMap<string, string>;
}

/** Of these people, or of everybody. */
export async function loadPicture(on: Reader, now: Instant, personIds?: readonly string[]): Promise<GatePicture> {
  const rules = await loadRules(on);
  const given = await givenOut(on);
  const learners = await loadLearners(on, personIds);
  const facts = await loadFacts(on, personIds ? { personIds } : {});
  const requirements = await loadRequirements(on);
  return {
    now,
    rules,
    learners,
    facts: Map.groupBy(facts, (fact) => fact.personId),
    names: new Map((await loadCompetencies(on)).map((one) => [one.competencyId, one.name])),
    reasons: new Map(requirements.map((one) => [`${one.jobRole}/${one.competencyId}`, one.reason])),
    profiles: new Map((await loadRoleProfiles(on)).map((one) => [one.jobRole, one.accessProfiles])),
    modules: new Set(given.filter(({ module }) => module.pool.length > 0).map(({ module }) => module.moduleId)),
    titles: new Map([
      ...given.map(({ module }): [string, string] => [`module/${module.moduleId}`, module.title]),
      ...(await loadCourses(on)).map((course): [string, string] => [`class/${course.courseId}`, course.name]),
      ...(await loadExercises(on)).map((exercise): [string, string] => [`exercise/${exercise.id}`, exercise.title]),
    ]),
    releases: new Map((await loadReleases(on)).map((one) => [one.releaseId, one])),
  };
}

export const factsOf = (picture: Pick<GatePicture, 'facts'>, personId: string): readonly KnownFact[] => picture.facts.get(personId) ?? [];
