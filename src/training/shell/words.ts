import { loadExercises } from '#sandbox/index.ts';
import { loadCourses } from '../classes/set-up.ts';
import type { MissingView } from '../contract/gate.ts';
import type { Missing } from '../core/gate/model.ts';
import { givenOut } from '../modules/store/curriculum.ts';
import { loadCompetencies } from '../store/matrix.ts';
import { loadReleases, type KnownRelease } from '../store/releases.ts';
import type { Reader } from '../store/tables.ts';

/** What the ids of the gate are called. */
export interface GateWords {
  /** competencyId -> its name. */
  readonly names: ReadonlyMap<string, string>;
  readonly releases: ReadonlyMap<string, KnownRelease>;
  /** `module/ID`, `class/ID`, `exercise/ID` -> its title, where it is to be had here. */
  readonly titles: ReadonlyMap<string, string>;
  /** Ids of our own modules that are given out and have questions. */
  readonly modules: ReadonlySet<string>;
}

export async function loadWords(on: Reader): Promise<GateWords> {
  const given = await givenOut(on);
  return {
    names: new Map((await loadCompetencies(on)).map((one) => [one.competencyId, one.name])),
    releases: new Map((await loadReleases(on)).map((one) => [one.releaseId, one])),
    modules: new Set(given.filter(({ module }) => module.pool.length > 0).map(({ module }) => module.moduleId)),
    titles: new Map([
      ...given.map(({ module }): [string, string] => [`module/${module.moduleId}`, module.title]),
      ...(await loadCourses(on)).map((course): [string, string] => [`class/${course.courseId}`, course.name]),
      ...(await loadExercises(on)).map((exercise): [string, string] => [`exercise/${exercise.id}`, exercise.title]),
    ]),
  };
}

export const missingView = ({ names, releases }: Pick<GateWords, 'names' | 'releases'>, one: Missing): MissingView => ({
  ...one,
  name:
    one.kind === 'competency' ? (names.get(one.id) ?? one.id) : one.kind === 'release' ? (releases.get(one.id)?.title ?? one.id) : one.id,
});
