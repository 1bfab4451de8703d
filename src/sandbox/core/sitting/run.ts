import type { Instant, TimeZone } from '#kernel/time.ts';
import type { Exercise, Run, Written } from '../exercise/model.ts';
import type { Resource } from '../fhir/resource.ts';
import { resourcesBefore } from '../exercise/before.ts';
import { logOf } from '../store/attempt.ts';
import { parsed, type Version } from '../store/version.ts';
import type { Sitting } from './sitting.ts';

/*
 * A sitting as the grader sees it. Versions are parsed once each, so that the same run always holds the same objects.
 */

const parsedOnce = new WeakMap<Version, Resource>();

function resourceOf(version: Version): Resource {
  let known = parsedOnce.get(version);
  if (!known) parsedOnce.set(version, (known = parsed(version)));
  return known;
}

/** @param now on the virtual clock */
export function runOf(sitting: Sitting, exercise: Pick<Exercise, 'patients'>, now: Instant, timeZone: TimeZone): Run {
  const written = writtenOf(sitting);
  return {
    before: resourcesBefore(sitting.record.base, exercise.patients, written),
    written,
    trail: sitting.trail.map(({ kind, detail, virtualAt }) => ({ ...detail, kind, at: virtualAt })),
    startedAt: sitting.virtualStart,
    now,
    timeZone,
  };
}

function writtenOf({ record, parts }: Sitting): Written[] {
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
