import type { Instant, TimeZone } from '#kernel/time.ts';
import type { Exercise, Run, Written } from '../exercise/model.ts';
import type { Resource } from '../fhir/resource.ts';
import { parseReference } from '../fhir/reference.ts';
import { members } from '../rest/compartment.ts';
import { headOf, logOf, replay, type Attempt } from '../store/attempt.ts';
import { parsed, type Version } from '../store/version.ts';
import type { Course } from './course.ts';

/*
 * A course as the grader sees it. Versions are parsed once each, so that the same run always holds the same objects.
 */

const parsedOnce = new WeakMap<Version, Resource>();

function resourceOf(version: Version): Resource {
  let known = parsedOnce.get(version);
  if (!known) parsedOnce.set(version, (known = parsed(version)));
  return known;
}

/** @param now on the virtual clock */
export function runOf(course: Course, exercise: Exercise, now: Instant, timeZone: TimeZone): Run {
  const written = writtenOf(course);
  return {
    before: beforeOf(course, exercise, written),
    written,
    trail: course.trail.map(({ kind, detail, virtualAt }) => ({ ...detail, kind, at: virtualAt })),
    startedAt: course.virtualStart,
    now,
    timeZone,
  };
}

function writtenOf({ record, parts }: Course): Written[] {
  const log = logOf(record);
  return parts.flatMap(({ mark, virtualAt, by }, n) =>
    log.slice(mark, parts[n + 1]?.mark).map((version) => ({
      at: virtualAt,
      by,
      type: version.type,
      id: version.id,
      resource: version.json === null ? null : resourceOf(version),
    })),
  );
}

interface Start {
  readonly seq: number;
  readonly record: Attempt;
  readonly compartments: ReadonlyMap<string, Resource>;
}
const starts = new WeakMap<Attempt, Start>();

/** The hospital as the learner found it, the exercise's own start included: the patients' charts, and whatever was changed since. */
function beforeOf(course: Course, exercise: Exercise, written: readonly Written[]): Resource[] {
  const { record, compartments } = startOf(course, exercise);
  const found = new Map(compartments);
  for (const { by, type, id } of written) {
    const key = `${type}/${id}`;
    if (by === 'start' || found.has(key)) continue;
    const head = headOf(record, type, id);
    if (head && head.json !== null) found.set(key, resourceOf(head));
  }
  return [...found.values()];
}

function startOf({ record, parts }: Course, exercise: Exercise): Start {
  const seq = parts.find(({ by }) => by === 'start')?.seq ?? 0;
  const known = starts.get(record);
  if (known?.seq === seq) return known;
  const end = parts.find(({ by }) => by !== 'start')?.mark;
  const start = replay(record.base, logOf(record).slice(0, end));
  const fresh = { seq, record: start, compartments: compartmentsOf(start, exercise) };
  starts.set(record, fresh);
  return fresh;
}

function compartmentsOf(attempt: Attempt, exercise: Exercise): Map<string, Resource> {
  const { knownCodes, resourceTypes, compartments } = attempt.rules.definitions;
  const context = { attempt, address: '', now: 0, knownCodes, resourceTypes };
  const found = new Map<string, Resource>();
  for (const patient of exercise.patients) {
    const target = parseReference(patient);
    const head = target && headOf(attempt, target.type, target.id);
    if (!target || !head || head.json === null) continue;
    found.set(patient, resourceOf(head));
    for (const type of Object.keys(compartments.Patient ?? {}))
      for (const { version } of members(context, 'Patient', target.id, type)) found.set(`${type}/${version.id}`, resourceOf(version));
  }
  return found;
}
