import type { Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { changedMeanwhile, invalid, notFound, Problem } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import type { Checked, RunVerdict } from '../contract.ts';
import { exercisesChanged } from '../events.ts';
import { shippedSource } from '../exercise-files/library.ts';
import { starterSource, withHead } from '../exercise-files/starter.ts';
import * as store from '../store/exercises.ts';
import type { Practice } from './practice.ts';

/* What authors do with exercises of the organisation's own. */

const noted = (
  tx: Tx,
  actor: Actor,
  action: string,
  exerciseId: string,
  now: Instant,
  detail: Record<string, unknown> = {},
): Promise<void> =>
  audit(tx, actor, { action: `practice.exercise-${action}`, subjectKind: 'practice-exercise', subjectId: exerciseId, detail }, now);

/** The file of any exercise as it is published, or as its draft says. @throws Problem 404 */
export async function sourceOf(on: Db | Tx, exerciseId: string): Promise<string> {
  const own = (await store.findDraft(on, exerciseId)) ?? (await store.listVersions(on, exerciseId))[0];
  const source = own?.source ?? shippedSource(exerciseId);
  if (source === undefined) throw notFound('The exercise');
  return source;
}

export interface NewExercise {
  readonly exerciseId: string;
  readonly title: string;
  readonly copyOf: string | null;
}

/** @throws Problem 404 for what should be copied, 409 when the id is taken */
export async function createExercise(db: Db, { exerciseId, title, copyOf }: NewExercise, actor: Actor, now: Instant): Promise<void> {
  const taken = new Problem(409, 'id-taken', 'There is an exercise with this id already. Choose another one.');
  if (shippedSource(exerciseId) !== undefined) throw taken;
  await db.tx(async (tx) => {
    const given = copyOf === null ? null : await sourceOf(tx, copyOf);
    const source = given === null ? starterSource(exerciseId, title) : withHead(given, { id: exerciseId, version: 1, title });
    if (source === null) throw invalid('The file of that exercise has no id, version and title on lines of their own.');
    const made = { made_at: new Date(now), made_by: actor.accountId, made_by_name: actor.name };
    if (!(await store.insertExercise(tx, { exercise_id: exerciseId, ...made, copied_from: copyOf, withdrawn_at: null }))) throw taken;
    await store.saveDraft(tx, draftRow(exerciseId, { source, revision: 1, base: null }, actor, now));
    await noted(tx, actor, 'begun', exerciseId, now, { copyOf });
  });
}

const draftRow = (
  exerciseId: string,
  { source, revision, base }: { source: string; revision: number; base: number | null },
  actor: Actor,
  now: Instant,
): store.DraftRow => ({
  exercise_id: exerciseId,
  source,
  revision,
  base_version: base,
  saved_at: new Date(now),
  saved_by: actor.accountId,
  saved_by_name: actor.name,
});

async function locked(tx: Tx, exerciseId: string): Promise<store.ExerciseRow> {
  const row = await store.lockExercise(tx, exerciseId);
  if (row) return row;
  if (shippedSource(exerciseId) === undefined) throw notFound('The exercise');
  throw new Problem(409, 'shipped', 'This exercise comes with the product and stays as it is. Make a copy to change it.');
}

/** Answers the draft's new revision. @throws Problem 404, 409 when somebody saved meanwhile */
export async function saveExerciseDraft(
  db: Db,
  exerciseId: string,
  { source, revision }: { source: string; revision: number },
  actor: Actor,
  now: Instant,
): Promise<number> {
  return db.tx(async (tx) => {
    await locked(tx, exerciseId);
    const was = await store.findDraft(tx, exerciseId);
    if ((was?.revision ?? 0) !== revision) throw changedMeanwhile('The draft');
    const base = (await store.listVersions(tx, exerciseId))[0]?.version ?? null;
    await store.saveDraft(tx, draftRow(exerciseId, { source, revision: revision + 1, base }, actor, now));
    await noted(tx, actor, 'draft-saved', exerciseId, now, { revision: revision + 1 });
    return revision + 1;
  });
}

/** An exercise of which nothing is left goes with its draft. @throws Problem 404 */
export async function dropExerciseDraft(db: Db, exerciseId: string, actor: Actor, now: Instant): Promise<void> {
  await db.tx(async (tx) => {
    await locked(tx, exerciseId);
    if (!(await store.deleteDraft(tx, exerciseId))) throw notFound('The draft');
    const rest = (await store.listVersions(tx, exerciseId)).length + (await store.countTrials(tx, exerciseId));
    if (rest === 0) await store.deleteExercise(tx, exerciseId);
    await noted(tx, actor, 'draft-dropped', exerciseId, now);
  });
}

/**
 * Publishes the draft as the next version.
 * @throws Problem 404, 409 when somebody saved meanwhile, when it does not hold by its own runs, or says what the last version says
 */
export async function publishExercise(
  { db, rehearsals }: Practice,
  exerciseId: string,
  { revision, changeNote }: { revision: number; changeNote: string },
  actor: Actor,
  now: Instant,
): Promise<number> {
  const draft = await store.findDraft(db, exerciseId);
  if (!draft) throw notFound('The draft');
  if (draft.revision !== revision) throw changedMeanwhile('The draft');
  const version = ((await store.listVersions(db, exerciseId))[0]?.version ?? 0) + 1;
  const source = withHead(draft.source, { version });
  if (source === null)
    throw notReady({ issues: [{ line: 1, text: 'version: write it on a line of its own.' }], verdicts: [], title: null });
  const checked = await rehearsals.run('check', { exerciseId, source });
  if (checked.issues.length > 0) throw notReady(checked);
  return db.tx(async (tx) => {
    await locked(tx, exerciseId);
    if ((await store.findDraft(tx, exerciseId))?.revision !== revision) throw changedMeanwhile('The draft');
    const last = (await store.listVersions(tx, exerciseId))[0];
    if ((last?.version ?? 0) + 1 !== version) throw changedMeanwhile('The exercise');
    if (last && withHead(last.source, { version }) === source)
      throw new Problem(409, 'nothing-new', `The draft says what version ${last.version} says. There is nothing to publish.`);
    const by = { published_at: new Date(now), published_by: actor.accountId, published_by_name: actor.name };
    await store.insertVersion(tx, { exercise_id: exerciseId, version, source, change_note: changeNote, ...by });
    await store.deleteDraft(tx, exerciseId);
    await store.notifyExercises(tx);
    await noted(tx, actor, 'published', exerciseId, now, { version });
    await tell(tx, [exercisesChanged(exerciseId)], now);
    return version;
  });
}

/** In words, and with every issue and its line. */
function notReady({ issues, verdicts }: Checked): Problem {
  const of = (run: RunVerdict['run']) => verdicts.filter((one) => one.run === run);
  const score = (one: RunVerdict | undefined): string => `${Math.round((one?.score ?? 0) * 100)}%`;
  const [gold, empty] = [of('gold')[0], of('empty')[0]];
  const broken = of('mutant').filter(({ holds }) => !holds);
  const reasons = [
    ...(verdicts.length === 0 ? ['the file has mistakes'] : []),
    ...(gold && !gold.holds ? [`the gold run is worth ${score(gold)} instead of 100%, or takes longer than it may`] : []),
    ...(empty && !empty.holds ? [`doing nothing is worth ${score(empty)} instead of nothing`] : []),
    ...(broken.length > 0
      ? [`${broken.length === 1 ? 'one mutant does' : `${broken.length} mutants do`} not fail just what is meant to fail`]
      : []),
  ];
  const why = reasons.length > 0 ? reasons.join('; ') : 'not everything is shown to be able to fail, or a rule takes too long';
  const [first] = issues;
  const text = `It can't be published yet: ${why}.${first ? ` Line ${first.line}: ${first.text}` : ''}`;
  return new Problem(409, 'not-ready', text, { issues });
}

/** @throws Problem 404 */
export async function withdrawExercise(db: Db, exerciseId: string, withdrawn: boolean, actor: Actor, now: Instant): Promise<void> {
  await db.tx(async (tx) => {
    const row = await locked(tx, exerciseId);
    if (withdrawn === (row.withdrawn_at !== null)) return;
    await store.setWithdrawn(tx, exerciseId, withdrawn ? now : null);
    await store.notifyExercises(tx);
    await noted(tx, actor, withdrawn ? 'withdrawn' : 'given-out', exerciseId, now);
    await tell(tx, [exercisesChanged(exerciseId)], now);
  });
}
