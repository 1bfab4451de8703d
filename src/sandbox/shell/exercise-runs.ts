import { randomUUID } from 'node:crypto';
import { minuteMs } from '#kernel/time.ts';
import { virtualNow } from '../core/sitting/clock.ts';
import type { Sitting } from '../core/sitting/sitting.ts';
import { runOf } from '../core/sitting/run.ts';
import { TemplateFault } from '../core/exercise/template.ts';
import { dueEvents, type DueEvent } from '../core/exercise/events.ts';
import { grade } from '../core/exercise/grade.ts';
import type { Change, Exercise, Grade } from '../core/exercise/model.ts';
import { logOf, mark } from '../core/store/attempt.ts';
import { evaluate } from '../evaluate.ts';
import type { Shelf, ShelvedExercise } from './exercise-shelf.ts';
import { applyChanges } from '../core/exercise/apply.ts';
import { payersAnswer } from './house-payer.ts';
import type { Work } from './live-attempts.ts';
import { TookTooLong, withinTime } from './time-limit.ts';

/** Of the grader and of what it is given: grades say by which they were made. */
export const graderVersion = '1';

export interface Happened {
  readonly eventId: string;
  readonly text: string;
}

interface Known<T> {
  readonly seq: number;
  /** The result holds until then, on the virtual clock. */
  readonly until: number;
  readonly value: T;
}

/** What the organisation wrote itself may look at an attempt so long: everybody else waits meanwhile. */
const ownRulesMsMax = 1500;

/** Exercises through an attempt: their start is laid, what is due happens, and how far it is is told. */
export class ExerciseRuns {
  readonly #shelf: Shelf;
  /** What is known of a sitting until something is done in it, or its time comes. */
  readonly #schedules = new WeakMap<Sitting, Known<number | null>>();
  readonly #grades = new WeakMap<Sitting, Known<Grade>>();
  readonly #givenUp = new Set<string>();
  readonly #whenGivenUp: (shelved: ShelvedExercise) => void;
  readonly #rulesMsMax: number;

  /** @param whenGivenUp told once of an exercise whose rules have no end */
  constructor(shelf: Shelf, whenGivenUp: (shelved: ShelvedExercise) => void = () => undefined, rulesMsMax = ownRulesMsMax) {
    this.#rulesMsMax = rulesMsMax;
    this.#shelf = shelf;
    this.#whenGivenUp = whenGivenUp;
  }

  /** Null: free practice, or an exercise that is no longer on the shelf. */
  exerciseOf({ row }: Pick<Work, 'row'>): Exercise | null {
    return this.#shelved(row)?.exercise ?? null;
  }

  #shelved({ exercise_id, exercise_version }: Pick<Work['row'], 'exercise_id' | 'exercise_version'>): ShelvedExercise | undefined {
    return exercise_id === null ? undefined : this.#shelf.find(exercise_id, exercise_version);
  }

  /** Only these stay given up; all others are asked again. */
  forgiveAllBut(digests: ReadonlySet<string>): void {
    for (const digest of this.#givenUp) if (!digests.has(digest)) this.#givenUp.delete(digest);
  }

  /** What rules make of an attempt. Null: they are somebody's own and have no end, and are not asked again. */
  #asked<T>(shelved: ShelvedExercise, look: () => T): T | null {
    const { digest, origin } = shelved;
    if (origin === 'shipped') return look();
    if (this.#givenUp.has(digest)) return null;
    try {
      return withinTime(this.#rulesMsMax, look);
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error;
      this.#givenUp.add(digest);
      this.#whenGivenUp(shelved);
      return null;
    }
  }

  /** Lays the exercise's start into the untouched hospital: at the beginning and after each reset. */
  #begin({ sitting, row, note }: Work, exercise: Exercise): void {
    if (exercise.start.length === 0 || sitting.parts.some(({ by }) => by === 'start')) return;
    const { from, ...made } = lay({ row, sitting }, exercise, exercise.start, sitting.virtualStart, {
      trigger: null,
      triggerPatient: null,
    });
    note({ kind: 'start', ...made }, null, { from, virtualAt: sitting.virtualStart });
  }

  /** Makes happen what is due by now, earliest first, beginning with the exercise's own start. Answers what did. */
  catchUp(work: Work): Happened[] {
    const shelved = this.#shelved(work.row);
    const { sitting, row } = work;
    if (row.exercise_id === null) return payersAnswer(work);
    if (!shelved || sitting.submittedAt !== null) return [];
    const { exercise } = shelved;
    this.#begin(work, exercise);
    if (exercise.events.length === 0) return [];
    const now = virtualNow(sitting.clock, work.now);
    const known = this.#schedules.get(sitting);
    if (known && known.seq === sitting.seq && now < known.until) return [];
    const happened: Happened[] = [];
    for (;;) {
      const look = () => dueEvents(exercise, runOf(sitting, exercise, now, row.time_zone), sitting.events, evaluate);
      const { due, nextAt } = this.#asked(shelved, look) ?? { due: [], nextAt: null };
      const [first] = due;
      if (!first) {
        this.#schedules.set(sitting, { seq: sitting.seq, until: nextAt ?? Infinity, value: nextAt });
        return happened;
      }
      const { event, dueAt } = first;
      const { from, ...made } = lay(work, exercise, event.changes, dueAt, first);
      work.note({ kind: 'event', eventId: event.id, ...made }, null, { from, virtualAt: dueAt });
      happened.push({ eventId: event.id, text: event.text });
    }
  }

  /** When the next event is due as things stand, on the virtual clock; to be asked after `catchUp`. */
  nextEventAt({ sitting }: Work): number | null {
    return this.#schedules.get(sitting)?.value ?? null;
  }

  /** The grade of what was handed in, as things stood at that moment, by the given exercise. */
  finalGradeOf({ sitting, row }: Pick<Work, 'sitting' | 'row'>, shelved: ShelvedExercise): Grade | null {
    const { exercise } = shelved;
    return this.#asked(shelved, () => grade(exercise, runOf(sitting, exercise, sitting.clock.virtualAt, row.time_zone), evaluate));
  }

  /** The grade as things stand; null: there is nothing to grade. */
  gradeOf(work: Pick<Work, 'row' | 'sitting' | 'now'>): Grade | null {
    const shelved = this.#shelved(work.row);
    if (!shelved) return null;
    const { exercise } = shelved;
    const { sitting, row } = work;
    const now = sitting.submittedAt === null ? virtualNow(sitting.clock, work.now) : sitting.clock.virtualAt;
    const known = this.#grades.get(sitting);
    if (known && known.seq === sitting.seq && now < known.until) return known.value;
    const value = this.#asked(shelved, () => grade(exercise, runOf(sitting, exercise, now, row.time_zone), evaluate));
    if (value) this.#grades.set(sitting, { seq: sitting.seq, until: now + minuteMs, value });
    return value;
  }
}

/**
 * Makes an exercise's changes in the record, through the FHIR interface as a learner's are. What is refused is left out: the exercise's
 * own test runs find it, and a learner can have deleted what an event would change.
 */
function lay(
  { row, sitting }: Pick<Work, 'row' | 'sitting'>,
  exercise: Exercise,
  changes: readonly Change[],
  now: number,
  cause: Pick<DueEvent, 'trigger' | 'triggerPatient'>,
) {
  const { record, names, virtualStart: t0 } = sitting;
  const from = mark(record);
  const meaning = { t0, now, timeZone: row.time_zone, patient: exercise.patients[0] ?? '', learner: exercise.learner };
  const { trigger, triggerPatient } = cause;
  const known = new Map(names);
  const setting = { attempt: record, address: '', now, newId: randomUUID };
  try {
    applyChanges(changes, { ...meaning, trigger, triggerPatient }, known, setting);
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
  }
  return { from, versions: logOf(record).slice(from), names: Object.fromEntries([...known].filter(([name]) => !names.has(name))) };
}
