import { loadPracticeMarks } from '#sandbox/index.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Clock } from '#platform/deps.ts';
import type { NewsReader } from '#platform/realtime/news-reader.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { exercisesOf } from '../core/modules/module.ts';
import { recordChanged } from '../events.ts';
import { recordFacts, type ToldFact } from '../ledger/record-facts.ts';
import { settle } from '../modules/shell/settle.ts';
import { loadWay } from '../modules/shell/way.ts';
import { findRun, runsOf } from '../modules/store/runs.ts';
import { findVersion, moduleOf } from '../modules/store/versions.ts';

type PracticeMark = Awaited<ReturnType<typeof loadPracticeMarks>>[number];

/**
 * The one place where what was done in the practice EHR becomes facts of the ledger: every attempt that was graded, failed ones too, as soon
 * as its learner may know the mark. An instructor's word over a grade is another fact of the same attempt; the newest counts.
 */
export const practiceReader = (clock: Clock): NewsReader => ({
  name: 'training.practice-grades',
  kinds: ['sandbox.attempt-graded', 'sandbox.class-changed'],
  hear: async (tx, { kind, subject }) => {
    const marks = await loadPracticeMarks(tx, kind === 'sandbox.attempt-graded' ? { attemptId: subject } : { classId: subject });
    await tellMarks(tx, marks, clock.now());
  },
});

async function tellMarks(tx: Tx, marks: readonly PracticeMark[], now: Instant): Promise<void> {
  const graded = marks.flatMap((mark) =>
    mark.personId === null || mark.score === null || mark.held ? [] : [{ ...mark, personId: mark.personId, score: mark.score }],
  );
  if (graded.length === 0) return;
  const facts: ToldFact[] = [];
  for (const mark of graded) {
    const runs = await openRunsWith(tx, mark.personId, mark.exerciseId);
    facts.push({
      kind: 'exercise-graded',
      personId: mark.personId,
      exerciseId: mark.exerciseId,
      version: 1,
      attemptId: mark.attemptId,
      moduleId: runs[0]?.module_id ?? null,
      passed: mark.passed,
      unsafe: mark.unsafe,
      score: mark.score,
      seconds: mark.submittedAt === null ? null : Math.round((mark.submittedAt - mark.startedAt) / 1000),
      clicks: null,
      failed: [],
      key: mark.word === '' ? mark.attemptId : `${mark.attemptId} ${mark.word}`,
      at: mark.word === '' ? (mark.submittedAt ?? mark.startedAt) : now,
    });
  }
  await recordFacts(tx, facts, now);
  const people = new Map(graded.map((mark) => [`${mark.personId} ${mark.exerciseId}`, mark]));
  for (const { personId, exerciseId } of people.values()) await settleRuns(tx, personId, exerciseId, now);
  await tell(
    tx,
    [...new Set(graded.map((mark) => mark.personId))].map((personId) => recordChanged(personId)),
    now,
  );
}

/** Open module runs that have the exercise on a page. */
async function openRunsWith(tx: Tx, personId: string, exerciseId: string) {
  const open = (await runsOf(tx, personId)).filter((run) => run.ended_at === null);
  const found: typeof open = [];
  for (const run of open) {
    const version = await findVersion(tx, run.module_id, run.version);
    if (version && exercisesOf(moduleOf(version)).some((one) => one.exerciseId === exerciseId)) found.push(run);
  }
  return found;
}

/** The exercise may have been the last thing that a module waited for. */
async function settleRuns(tx: Tx, personId: string, exerciseId: string, now: Instant): Promise<void> {
  for (const { run_id } of await openRunsWith(tx, personId, exerciseId)) {
    const run = await findRun(tx, run_id);
    const version = run && (await findVersion(tx, run.module_id, run.version));
    if (run?.ended_at === null && version) await settle(tx, await loadWay(tx, run, moduleOf(version)), now);
  }
}
