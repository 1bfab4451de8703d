import { dayMs, hourMs, minuteMs, toOffsetIso, type Instant, type TimeZone } from '#kernel/time.ts';
import type { Change } from '../exercise/model.ts';
import { parseReference } from '../fhir/reference.ts';
import type { Fields, Resource } from '../fhir/resource.ts';
import { append, completeStep, headOf, logOf, mark, type Attempt } from '../store/attempt.ts';
import { parsed, stamp, type Version } from '../store/version.ts';

/** What the templates of an exercise's changes stand for. */
export interface LayTimes {
  readonly startedAt: Instant;
  /** When the changes are made, on the virtual clock. */
  readonly now: Instant;
  readonly timeZone: TimeZone;
  /** `Type/id` of what set the event off. */
  readonly trigger: string | null;
}

/** Makes the changes in the record, in order. Answers where the record stood, and the versions that were made. */
export function lay(record: Attempt, changes: readonly Change[], times: LayTimes): { from: number; versions: readonly Version[] } {
  const from = mark(record);
  for (const change of changes) layOne(record, filled(change, times) as Change, times.now);
  completeStep(record, from);
  return { from, versions: logOf(record).slice(from) };
}

function layOne(record: Attempt, change: Change, now: Instant): void {
  if ('create' in change) {
    const { resourceType } = change.create;
    return put(record, resourceType, change.create.id ?? change.as ?? `laid-${mark(record)}`, change.create, now);
  }
  const target = parseReference('change' in change ? change.change : change.delete);
  const head = target && headOf(record, target.type, target.id);
  if (!target || !head || head.json === null) return; // the learner deleted it: there is nothing left to change
  if ('delete' in change) return put(record, target.type, target.id, null, now);
  const merged: Record<string, unknown> = { ...parsed(head), ...change.set };
  for (const [field, value] of Object.entries(change.set)) if (value === null) delete merged[field];
  return put(record, target.type, target.id, merged as Resource, now);
}

function put(record: Attempt, type: string, id: string, resource: Resource | null, now: Instant): void {
  const head = headOf(record, type, id);
  const stamped = { id, versionId: String(Number(head?.versionId ?? 0) + 1), lastUpdated: new Date(now).toISOString() };
  const method = resource === null ? 'DELETE' : head ? 'PUT' : 'POST';
  append(record, { type, ...stamped, method, json: resource === null ? null : stamp(resource, stamped) });
}

const template = /\{\{(t0|now|trigger)(?:\s*([+-])\s*(\d+)\s*([mhd]))?\}\}/g;
const units = { m: minuteMs, h: hourMs, d: dayMs } as const;

/** `{{t0+10m}}`, `{{now-2h}}` as times with the hospital's offset, `{{trigger}}` as `Type/id`, at every depth. */
function filled(value: unknown, times: LayTimes): unknown {
  if (typeof value === 'string')
    return value.replace(template, (_, name: string, sign?: string, count?: string, unit?: string) => {
      if (name === 'trigger') return times.trigger ?? '';
      const by = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * Number(count) * units[unit as keyof typeof units];
      return toOffsetIso((name === 't0' ? times.startedAt : times.now) + by, times.timeZone);
    });
  if (Array.isArray(value)) return value.map((one) => filled(one, times));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value as Fields).map(([name, one]) => [name, filled(one, times)]));
}
