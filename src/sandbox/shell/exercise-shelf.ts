import { createHash } from 'node:crypto';
import type { Db } from '#platform/db/open.ts';
import { readExercises } from '../exercise-files/library.ts';
import { readExercise } from '../exercise-files/read.ts';
import type { Exercise } from '../core/exercise/model.ts';
import { findTrial, findVersion, listNewestVersions, trialPrefix } from '../store/exercises.ts';

export interface ShelvedExercise {
  readonly exercise: Exercise;
  /** SHA-256 of the exercise: a grade names the very text that it was made by. */
  readonly digest: string;
  /** `own`: published by the organisation; `trial`: a draft that its author tries out. */
  readonly origin: 'shipped' | 'own' | 'trial';
}

/** Which exercise: of the organisation's own also which version of it; null for the newest. */
export interface ExerciseName {
  readonly exercise_id: string | null;
  readonly exercise_version: number | null;
}

/** The exercises that can be practised. */
export interface Shelf {
  /** Of an own exercise a version that is not on the shelf is answered by the newest. */
  find(exerciseId: string, version?: number | null): ShelvedExercise | undefined;
  /** All that can be begun. */
  readonly all: readonly ShelvedExercise[];
  /** Puts on the shelf what these name, if there is such. To be awaited before `find` of what may be another process's. */
  bring(name: ExerciseName): Promise<void>;
  /** Reads anew what can be begun. */
  refresh(): Promise<void>;
}

export const canBegin = (shelf: Shelf, exerciseId: string): boolean => shelf.all.some(({ exercise }) => exercise.id === exerciseId);

function shelved(exercise: Exercise, origin: ShelvedExercise['origin']): ShelvedExercise {
  return { exercise, origin, digest: createHash('sha256').update(JSON.stringify(exercise)).digest('hex') };
}

/** A shelf of these alone. */
export function makeShelf(exercises: readonly Exercise[]): Shelf {
  const known = new Map(exercises.map((exercise) => [exercise.id, shelved(exercise, 'shipped')]));
  const nothing = (): Promise<void> => Promise.resolve();
  return { find: (exerciseId) => known.get(exerciseId), all: [...known.values()], bring: nothing, refresh: nothing };
}

let product: Shelf | null = null;

/**
 * Those that come with the product, read when first asked for: no start waits for them. What can't be read as an exercise is
 * left out: the product's own tests find it.
 */
export const productShelf = (): Shelf =>
  (product ??= makeShelf(readExercises().flatMap(({ exercise, issues }) => (exercise && issues.length === 0 ? [exercise] : []))));

/**
 * Those that come with the product, and those that the organisation has published.
 * @param whenUnreadable told of a newest version that can't be read as an exercise any more, at each refresh
 */
export function openShelf(db: Db, whenUnreadable: (exerciseId: string, version: number) => void = () => undefined): Shelf {
  const versions = new Map<string, ShelvedExercise>();
  const newest = new Map<string, number>();
  let own: readonly ShelvedExercise[] = [];
  const keep = (key: string, source: string, origin: 'own' | 'trial'): ShelvedExercise | null => {
    const known = versions.get(key);
    if (known) return known;
    // It was read before it was let in, in a thread that may fail; see rehearsal/.
    const { exercise } = readExercise(key, source);
    if (!exercise) return null;
    const one = shelved(exercise, origin);
    versions.set(key, one);
    return one;
  };
  const keyOf = (exerciseId: string, version: number): string => `${exerciseId} ${version}`;
  return {
    find(exerciseId, version = null) {
      const exact = version === null ? undefined : versions.get(keyOf(exerciseId, version));
      return (
        exact ?? versions.get(exerciseId) ?? versions.get(keyOf(exerciseId, newest.get(exerciseId) ?? 0)) ?? productShelf().find(exerciseId)
      );
    },
    get all() {
      return [...productShelf().all, ...own];
    },
    async bring({ exercise_id: id, exercise_version: version }) {
      if (id === null || productShelf().find(id)) return;
      if (id.startsWith(trialPrefix)) {
        const trial = versions.has(id) ? undefined : await findTrial(db, id);
        if (trial) keep(id, trial.source, 'trial');
        return;
      }
      if (version === null && !newest.has(id)) return this.refresh();
      if (version === null || versions.has(keyOf(id, version))) return;
      const found = await findVersion(db, id, version);
      if (found) keep(keyOf(id, version), found.source, 'own');
    },
    async refresh() {
      const rows = await listNewestVersions(db);
      const kept = rows.map((row) => ({ row, one: keep(keyOf(row.exercise_id, row.version), row.source, 'own') }));
      for (const { row, one } of kept)
        if (one) newest.set(row.exercise_id, row.version);
        else if (row.withdrawn_at === null) whenUnreadable(row.exercise_id, row.version);
      own = kept.flatMap(({ row, one }) => (one && row.withdrawn_at === null ? [one] : []));
    },
  };
}
