import { bind } from '#platform/http/bind.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import type { Exercise } from '../core/exercise/model.ts';
import { shippedSource } from '../exercise-files/library.ts';
import * as authoring from '../shell/authoring.ts';
import { productShelf } from '../shell/exercise-shelf.ts';
import type { Practice } from '../shell/practice.ts';
import { tryAgain } from '../shell/exercise-troubles.ts';
import { listTroubles, type TroubleRow } from '../store/exercise-troubles.ts';
import * as store from '../store/exercises.ts';

/** Exercises for their authors: list, file, draft, versions. */
export function authoringRoutes(practice: Practice): void {
  const { db, clock, server } = practice;

  bind(server, contract.listForAuthors, async () => {
    const [rows, drafts, newest, troubles] = await Promise.all([
      store.listExerciseRows(db),
      store.listDrafts(db),
      store.listNewestVersions(db),
      listTroubles(db),
    ]);
    const own = rows.map((row) =>
      ownLine(
        row,
        drafts.find(({ exercise_id }) => exercise_id === row.exercise_id),
        newest.find(({ exercise_id }) => exercise_id === row.exercise_id),
        troubles,
      ),
    );
    return { exercises: [...own, ...productShelf().all.map(({ exercise }) => shippedLine(exercise))] };
  });

  bind(server, contract.createExercise, async ({ body, actor }) => {
    await authoring.createExercise(db, body, actor, clock.now());
    return { exerciseId: body.exerciseId };
  });

  bind(server, contract.getForAuthor, async ({ params: { exerciseId } }) => {
    const shipped = shippedSource(exerciseId);
    if (shipped !== undefined)
      return {
        exerciseId,
        origin: 'shipped' as const,
        source: shipped,
        draft: null,
        version: null,
        withdrawn: false,
        trouble: null,
        versions: [],
      };
    const [row, draft, versions, troubles] = await Promise.all([
      store.findExerciseRow(db, exerciseId),
      store.findDraft(db, exerciseId),
      store.listVersions(db, exerciseId),
      listTroubles(db),
    ]);
    if (!row) throw notFound('The exercise');
    return {
      exerciseId,
      origin: 'own' as const,
      source: draft?.source ?? versions[0]?.source ?? '',
      draft: draft
        ? { revision: draft.revision, baseVersion: draft.base_version, savedAt: draft.saved_at.getTime(), savedByName: draft.saved_by_name }
        : null,
      version: versions[0]?.version ?? null,
      withdrawn: row.withdrawn_at !== null,
      trouble: troubleOf(troubles, exerciseId, versions[0]?.version),
      versions: versions.map((one) => ({
        version: one.version,
        publishedAt: one.published_at.getTime(),
        publishedByName: one.published_by_name,
        changeNote: one.change_note,
      })),
    };
  });

  bind(server, contract.getExerciseSource, async ({ params }) => {
    const found = await store.findVersion(db, params.exerciseId, params.version);
    if (!found) throw notFound('The version');
    return { source: found.source };
  });
  changeRoutes(practice);
}

function changeRoutes(practice: Practice): void {
  const { db, clock, server } = practice;
  bind(server, contract.saveExerciseDraft, async ({ params, body, actor }) => ({
    revision: await authoring.saveExerciseDraft(db, params.exerciseId, body, actor, clock.now()),
  }));

  bind(server, contract.dropExerciseDraft, async ({ params, actor }) => {
    await authoring.dropExerciseDraft(db, params.exerciseId, actor, clock.now());
    return { done: true as const };
  });

  bind(server, contract.publishExercise, async ({ params, body, actor }) => ({
    version: await authoring.publishExercise(practice, params.exerciseId, body, actor, clock.now()),
  }));

  bind(server, contract.withdrawExercise, async ({ params, body, actor }) => {
    await authoring.withdrawExercise(db, params.exerciseId, body.withdrawn, actor, clock.now());
    return body;
  });

  bind(server, contract.tryExerciseAgain, async ({ params, actor }) => {
    await tryAgain(db, params.exerciseId, actor, clock.now());
    return { done: true as const };
  });
}

const shippedLine = ({ id, title, role, tasks }: Exercise): contract.AuthorLine => ({
  exerciseId: id,
  title,
  role,
  origin: 'shipped',
  version: null,
  publishedAt: null,
  withdrawn: false,
  draft: null,
  taskCount: tasks.length,
  trouble: null,
});

function ownLine(
  row: store.ExerciseRow,
  draft: store.DraftRow | undefined,
  newest: store.ExerciseVersionRow | undefined,
  troubles: readonly TroubleRow[],
): contract.AuthorLine {
  const source = draft?.source ?? newest?.source ?? '';
  return {
    exerciseId: row.exercise_id,
    title: headOf(source, 'title') ?? row.exercise_id,
    role: headOf(source, 'role') ?? '',
    origin: 'own',
    version: newest?.version ?? null,
    publishedAt: newest?.published_at.getTime() ?? null,
    withdrawn: row.withdrawn_at !== null,
    draft: draft ? { savedAt: draft.saved_at.getTime(), savedByName: draft.saved_by_name } : null,
    taskCount: null,
    trouble: troubleOf(troubles, row.exercise_id, newest?.version),
  };
}

/** Of the newest version only: what was wrong with an older one its author has seen to. */
function troubleOf(troubles: readonly TroubleRow[], exerciseId: string, version: number | undefined): contract.AuthorLine['trouble'] {
  const found = troubles.find((one) => one.exercise_id === exerciseId && one.version === version);
  return found ? { kind: found.kind, foundAt: found.found_at.getTime() } : null;
}

/** What an unfinished file says in a line of its head. */
const headOf = (source: string, field: string): string | undefined =>
  new RegExp(`^${field}: *(.+?) *$`, 'm')
    .exec(source)?.[1]
    ?.replaceAll(/^["']|["']$/g, '')
    .slice(0, 90);
