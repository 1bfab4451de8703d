import { isObject, objectOf, own, textOf, type Json, type JsonObject } from '../xapi/json.ts';
import type { CourseUnit, PackageKind } from './course.ts';
import { secondsOfSpan, spanOfSeconds } from './scorm-time.ts';

/* What a SCO tells of itself (SCORM run-time data, `cmi`), what follows from it, and with what the SCO begins the next time. */

/** One learner's run-time data of one unit, as it was last committed. */
export interface ScormRun {
  /** From 1. */
  readonly attempt: number;
  readonly cmi: JsonObject;
  /** Of earlier sessions of this attempt, and of the last one. */
  readonly secondsBefore: number;
  readonly seconds: number;
  /** The SCO itself said that it was done (LMSFinish, Terminate), rather than being left. */
  readonly finished: boolean;
}

export interface ScormOutcome {
  readonly completed: boolean;
  /** null: it says nothing about success. */
  readonly success: boolean | null;
  /** 0 … 1. */
  readonly score: number | null;
  /** Of this session. */
  readonly seconds: number;
  /** The learner wants to go on later with the same attempt. */
  readonly suspended: boolean;
}

/** What committed data say. Where the package sets a mastery score and the SCO a score, the two decide, not the SCO's own word. */
export function outcomeOf(kind: PackageKind, cmi: JsonObject, masteryScore: number | null): ScormOutcome {
  const isFirst = kind === 'scorm-1.2';
  const core = isFirst ? (objectOf(cmi, 'core') ?? {}) : cmi;
  const status = textOf(core, isFirst ? 'lesson_status' : 'completion_status');
  const word = isFirst ? status : textOf(core, 'success_status');
  const score = scoreOf(isFirst, objectOf(core, 'score') ?? {});
  const judged = masteryScore !== null && score !== null ? score >= masteryScore : null;
  return {
    completed: status === 'completed' || (isFirst && status === 'passed'),
    success: judged ?? (word === 'passed' ? true : word === 'failed' ? false : null),
    score,
    seconds: secondsOfSpan(kind, textOf(core, 'session_time')),
    suspended: textOf(core, 'exit') === 'suspend',
  };
}

/** SCORM 1.2 has raw scores from 0 to 100, unless the SCO names another range; SCORM 2004 has scaled ones, of which the negative are none for us. */
function scoreOf(isFirst: boolean, score: JsonObject): number | null {
  const raw = numberOf(score, 'raw');
  const scaled = isFirst ? null : numberOf(score, 'scaled');
  if (scaled !== null) return Math.min(1, Math.max(0, scaled));
  if (raw === null) return null;
  const [min, max] = [numberOf(score, 'min') ?? 0, numberOf(score, 'max') ?? 100];
  if (max <= min) return null;
  return Math.min(1, Math.max(0, (raw - min) / (max - min)));
}

/** scorm-again gives numbers where the standard has texts. */
function numberOf(object: JsonObject, key: string): number | null {
  const value = own(object, key);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

export interface ScormOpening {
  readonly attempt: number;
  readonly secondsBefore: number;
  /** False: whatever was committed before belongs to an attempt that is over. */
  readonly resumes: boolean;
  /** What the run-time is filled with before the SCO asks. */
  readonly cmi: JsonObject;
}

/**
 * How the next session begins. SCORM 2004: an attempt that ended without `suspend` is over, and a new one begins empty (RTE 2.1.1). SCORM 1.2: what
 * was kept stays, unless the learner failed. A SCO that was left without a word (a closed tab) always goes on where it committed last.
 */
export function openingOf(
  kind: PackageKind,
  given: {
    readonly unit: CourseUnit;
    readonly learner: { readonly id: string; readonly name: string };
    readonly mode: string;
    /** Where a course's sequencing decides which attempts go on. */
    readonly resumed?: boolean | undefined;
  },
  run: ScormRun | null,
): ScormOpening {
  const { unit, mode } = given;
  const last = run && outcomeOf(kind, run.cmi, unit.masteryScore);
  const isOver =
    run !== null && given.resumed === undefined && run.finished && !last?.suspended && (kind === 'scorm-2004' || last?.success === false);
  const resumes = run !== null && given.resumed !== false && (!isOver || mode === 'Review');
  const secondsBefore = run && resumes ? run.secondsBefore + run.seconds : 0;
  const attempt = run === null ? 1 : resumes ? run.attempt : run.attempt + 1;
  const isEmpty = run === null || !resumes || Object.keys(run.cmi).length === 0;
  const entry = isEmpty ? 'ab-initio' : run.finished && !last?.suspended ? '' : 'resume';
  const kept = run && resumes ? run.cmi : {};
  return { attempt, secondsBefore, resumes, cmi: fill(kind, given, kept, { entry, seconds: secondsBefore }) };
}

const keptOf = (cmi: JsonObject, names: readonly string[]): Record<string, Json> =>
  Object.fromEntries(names.flatMap((name) => (isSaid(own(cmi, name)) ? [[name, own(cmi, name) as Json] as const] : [])));
const isSaid = (value: Json | undefined): boolean =>
  value !== undefined && value !== '' && value !== null && (!isObject(value) || Object.keys(value).length > 0);

function fill(
  kind: PackageKind,
  { unit, learner, mode }: Parameters<typeof openingOf>[1],
  kept: JsonObject,
  { entry, seconds }: { readonly entry: string; readonly seconds: number },
): JsonObject {
  const credit = mode === 'Normal' ? 'credit' : 'no-credit';
  const launched = unit.launchParameters === '' ? {} : { launch_data: unit.launchParameters };
  const time = spanOfSeconds(kind, seconds);
  if (kind !== 'scorm-1.2')
    return {
      ...keptOf(kept, ['location', 'suspend_data', 'completion_status', 'success_status', 'score', 'progress_measure', 'objectives']),
      ...keptOf(kept, ['interactions', 'comments_from_learner', 'learner_preference']),
      ...launched,
      ...(unit.masteryScore === null ? {} : { scaled_passing_score: String(unit.masteryScore) }),
      ...(unit.sequencing?.completedByMeasure ? { completion_threshold: String(unit.sequencing.minProgressMeasure) } : {}),
      ...(unit.sequencing?.durationLimit ? { max_time_allowed: unit.sequencing.durationLimit } : {}),
      learner_id: learner.id,
      learner_name: learner.name,
      credit,
      mode: mode.toLowerCase(),
      entry,
      total_time: time,
    };
  const core = keptOf(objectOf(kept, 'core') ?? {}, ['lesson_location', 'lesson_status', 'score']);
  return {
    ...keptOf(kept, ['suspend_data', 'comments', 'objectives', 'interactions', 'student_preference']),
    ...launched,
    core: {
      ...core,
      student_id: learner.id,
      student_name: learner.name,
      credit,
      lesson_mode: mode.toLowerCase(),
      entry,
      total_time: time,
    },
    ...(unit.masteryScore === null ? {} : { student_data: { mastery_score: String(Math.round(unit.masteryScore * 10_000) / 100) } }),
  };
}

const suspendCharsMax = 64_000;

/** Why committed data are not kept; null when they are. The whole has a limit of its own, where it arrives. */
export function commitFault(cmi: JsonObject): string | null {
  const length = textOf(cmi, 'suspend_data').length;
  return length > suspendCharsMax ? `suspend_data has ${length} characters; ${suspendCharsMax} are kept at most.` : null;
}
