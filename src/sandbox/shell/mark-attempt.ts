import { defined } from '#kernel/assert.ts';
import type { Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { Clock } from '#platform/deps.ts';
import { tell } from '#platform/realtime/outbox.ts';
import type { Actor } from '#platform/http/actor.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import type { Mark } from '../contract.ts';
import type { Grade } from '../core/exercise/model.ts';
import { attemptGraded, classChanged } from '../events.ts';
import { findAttempt, listExpired, listUngraded, lockAttempt, type AttemptRow } from '../store/attempts.ts';
import { trialPrefix } from '../store/exercises.ts';
import { insertGrade, insertOverride, loadMarks } from '../store/grades.ts';
import { mayWork } from './caller.ts';
import { graderVersion, type ExerciseRuns } from './exercise-runs.ts';
import type { Shelf } from './exercise-shelf.ts';
import type { LiveAttempts, Work } from './live-attempts.ts';

interface OverrideWord {
  readonly score: number;
  readonly passed: boolean;
  readonly reason: string;
}

/** Handing in and grading. */
export class Marking {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #live: LiveAttempts;
  readonly #runs: ExerciseRuns;
  readonly #shelf: Shelf;

  constructor(db: Db, clock: Clock, live: LiveAttempts, runs: ExerciseRuns, shelf: Shelf) {
    this.#db = db;
    this.#clock = clock;
    this.#live = live;
    this.#runs = runs;
    this.#shelf = shelf;
  }

  /** The journal is in the database before anything is graded. @throws Problem 403, 404, 409 */
  async submit(attemptId: string, actor: Actor): Promise<void> {
    await this.#live.within(attemptId, (work) => {
      mayWork(work, actor);
      this.#handIn(work, actor.accountId);
    });
    await this.grade(attemptId, { again: false });
  }

  /**
   * Grades what was handed in: at first by the version of the exercise that the attempt began with, `again` by the newest and whatever
   * grades there are. An attempt at an exercise that is published no more keeps the grade it has.
   * Answers whether a grade was made.
   */
  async grade(attemptId: string, { again }: { again: boolean }): Promise<boolean> {
    const found = await this.#live.within(attemptId, (work) => {
      const { exercise_id, exercise_version } = work.row;
      const shelved = exercise_id === null ? undefined : this.#shelf.find(exercise_id, again ? null : exercise_version);
      const grade = shelved && work.sitting.submittedAt !== null ? this.#runs.finalGradeOf(work, shelved) : null;
      return grade && shelved ? { row: work.row, grade, digest: shelved.digest } : null;
    });
    return found !== null && this.#keep(found, again, this.#clock.now());
  }

  /** An instructor's word over the grade; the grade stays. @throws Problem 404, 409 when there is no grade yet */
  async override(attemptId: string, word: OverrideWord, actor: Actor): Promise<Mark> {
    const row = await findAttempt(this.#db, attemptId);
    if (!row) throw notFound('The attempt');
    const now = this.#clock.now();
    return this.#db.tx(async (tx) => {
      await lockAttempt(tx, attemptId);
      const before = (await loadMarks(tx, [attemptId])).get(attemptId);
      if (!before) throw new Problem(409, 'not-graded', 'There is no grade yet that could be overridden.');
      await insertOverride(tx, { attemptId, at: now, byAccount: actor.accountId, byName: actor.name, ...word });
      const detail = { was: { score: before.score, passed: before.passed }, becomes: { score: word.score, passed: word.passed } };
      await audit(tx, actor, { action: 'practice.mark-overridden', subjectKind: 'practice-attempt', subjectId: attemptId, detail }, now);
      const mark = defined((await loadMarks(tx, [attemptId])).get(attemptId), 'the mark');
      await tellGraded(tx, row, now);
      return mark;
    });
  }

  /** What a crash left ungraded, and what ran out of time. */
  async catchUp(): Promise<void> {
    const now = this.#clock.now();
    for (const attemptId of await listExpired(this.#db, now))
      await this.#live.within(attemptId, (work) => {
        this.endIfDue(work);
      });
    const exerciseIds = this.#shelf.all.map(({ exercise }) => exercise.id);
    for (const attemptId of await listUngraded(this.#db, exerciseIds)) await this.grade(attemptId, { again: false });
  }

  /** Hands in an attempt whose time is up; it is graded when somebody asks for the result, or soon. */
  endIfDue(work: Work): void {
    const { row, sitting, now } = work;
    if (sitting.submittedAt === null && row.ends_at !== null && now >= row.ends_at.getTime()) this.#handIn(work, null);
  }

  #handIn(work: Work, by: string | null): void {
    this.#runs.catchUp(work);
    work.note({ kind: 'submit' }, by);
  }

  async #keep({ row, grade, digest }: { row: AttemptRow; grade: Grade; digest: string }, again: boolean, now: Instant): Promise<boolean> {
    const attemptId = row.attempt_id;
    return this.#db.tx(async (tx) => {
      await lockAttempt(tx, attemptId);
      const marks = await loadMarks(tx, [attemptId]);
      if (marks.has(attemptId) && !again) return false;
      await insertGrade(tx, { attemptId, gradedAt: now, grader: graderVersion, exerciseDigest: digest, grade });
      await tellGraded(tx, row, now);
      return true;
    });
  }
}

async function tellGraded(tx: Tx, { attempt_id, exercise_id, class_id }: AttemptRow, now: Instant): Promise<void> {
  if (exercise_id?.startsWith(trialPrefix)) return; // an author trying a draft out is nobody's result
  const graded = attemptGraded(attempt_id, exercise_id ?? '');
  await tell(tx, class_id === null ? [graded] : [graded, classChanged(class_id)], now);
}
