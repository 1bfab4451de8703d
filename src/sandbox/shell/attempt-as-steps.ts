import { stringify } from 'yaml';
import { minuteMs, toOffsetIso } from '#kernel/time.ts';
import type { Actor } from '#platform/http/actor.ts';
import { notFound } from '#platform/http/problem.ts';
import type { Sitting } from '../core/sitting/sitting.ts';
import { isFields, type Fields, type Resource } from '../core/fhir/resource.ts';
import { logOf } from '../core/store/attempt.ts';
import type { Practice } from './practice.ts';

/*
 * What an author did in the practice EHR, as the steps of a gold run: whoever can do the work can write the run that does everything
 * right. Times become templates, so that the run holds on any day.
 */

interface StepText {
  readonly id: string;
  readonly minute: number;
  trail?: Fields[];
  write?: unknown[];
}

/** @throws Problem 404 for an attempt that is not the asker's */
export function attemptAsSteps({ live }: Practice, attemptId: string, actor: Actor): Promise<{ yaml: string; stepCount: number }> {
  return live.within(attemptId, ({ row, sitting }) => {
    if (row.account_id !== actor.accountId) throw notFound('The attempt');
    const steps = stepsOf(sitting, row.time_zone);
    return { yaml: stringify(steps, { lineWidth: 140, flowCollectionPadding: true }), stepCount: steps.length };
  });
}

/** Kinds of the trail that a gold run has no use for. */
const passing = new Set(['clicked', 'screen-opened']);

export function stepsOf(sitting: Sitting, timeZone: string): StepText[] {
  const { virtualStart, parts, record, trail } = sitting;
  const log = logOf(record);
  const heads = new Map<string, Resource>();
  const asText = templated(virtualStart, timeZone);
  const written = parts.flatMap((part, n) => {
    const changes = log.slice(part.mark, parts[n + 1]?.mark).map(({ type, id, json, versionId }) => {
      const key = `${type}/${id}`;
      const was = heads.get(key);
      const now = json === null ? null : (JSON.parse(json) as Resource);
      if (now) heads.set(key, now);
      else heads.delete(key);
      return changeText(key, versionId === '1', was, now);
    });
    return part.by === 'learner' ? [{ at: part.virtualAt, seq: part.seq, write: changes, note: null }] : [];
  });
  const noted = trail.flatMap(({ kind, detail, virtualAt, seq }) =>
    passing.has(kind) ? [] : [{ at: virtualAt, seq, write: null, note: { kind, ...detail } }],
  );
  const steps: StepText[] = [];
  for (const { at, write, note } of [...written, ...noted].toSorted((a, b) => a.seq - b.seq)) {
    const minute = Math.round((at - virtualStart) / (minuteMs / 10)) / 10;
    let step = steps.at(-1);
    // Within a step the trail comes before the writes: what was noted after a write begins another one.
    if (step?.minute !== minute || (note && step.write)) {
      step = { id: `step-${steps.length + 1}`, minute };
      steps.push(step);
    }
    if (note) (step.trail ??= []).push(asText(note) as Fields);
    for (const change of write ?? []) (step.write ??= []).push(asText(change));
  }
  return steps;
}

function changeText(key: string, isNew: boolean, was: Resource | undefined, now: Resource | null): unknown {
  if (!now) return { delete: key };
  const { meta: _meta, ...fields } = now;
  if (isNew) return { create: fields };
  const before: Fields = was ?? {};
  const names = new Set(
    [...Object.keys(fields), ...Object.keys(was ?? {})].filter((name) => name !== 'meta' && name !== 'resourceType' && name !== 'id'),
  );
  const set = [...names].filter((name) => JSON.stringify(fields[name]) !== JSON.stringify(before[name]));
  return { change: key, set: Object.fromEntries(set.map((name) => [name, fields[name] ?? null])) };
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** Moments of the attempt's day as minutes after its start; the day itself and those about it as days. */
function templated(t0: number, timeZone: string): (value: unknown) => unknown {
  const today = toOffsetIso(t0, timeZone).slice(0, 10);
  const dayMs = 24 * 60 * minuteMs;
  const text = (value: string): string => {
    if (instant.test(value)) {
      const minutes = Math.round((Date.parse(value) - t0) / minuteMs);
      return Math.abs(minutes) > 3 * 24 * 60 ? value : `{{t0${minutes < 0 ? '-' : '+'}${Math.abs(minutes)}m}}`;
    }
    if (!/^\d{4}-\d\d-\d\d$/.test(value)) return value;
    const days = Math.round((Date.parse(value) - Date.parse(today)) / dayMs);
    return Math.abs(days) > 30 ? value : days === 0 ? '{{today}}' : `{{today${days < 0 ? '-' : '+'}${Math.abs(days)}}}`;
  };
  const deep = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(deep);
    return isFields(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, deep(one)])) : value;
  };
  return deep;
}
