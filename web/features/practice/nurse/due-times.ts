import { addDays, hourMs, minuteMs, shiftedInstant, toLocal, type Instant, type TimeZone } from '#kernel/time.ts';
import type { Dosage } from '../fhir/elements.ts';
import { frequencyOf } from '../fhir/frequency.ts';
import type { MedicationAdministration, MedicationRequest } from '../fhir/resources.ts';
import { idOf } from '../fhir/codes.ts';
import { isAsNeeded } from '../fhir/dosage-text.ts';
import { ourExtensions } from '../fhir/ours.ts';

/** Given later than this after its due time is late (ISMP: time-critical half an hour, others one). */
export const lateMin = 60;
/** May be given this long before its due time. */
export const earlyMin = 60;

export type DoseState = 'due' | 'late' | 'planned' | 'given' | 'not-given' | 'held' | 'running';

export interface DoseSlot {
  /** Null: given without a due time (as needed, or not in the order's plan). */
  readonly dueAt: Instant | null;
  readonly state: DoseState;
  readonly administration: MedicationAdministration | null;
}

const unitMs: Record<string, number> = { min: minuteMs, h: hourMs, d: 24 * hourMs, wk: 7 * 24 * hourMs };

/** When an order's doses are due between two moments, oldest first. As needed and continuous orders have none. */
export function dueTimes(request: MedicationRequest, from: Instant, to: Instant, zone: TimeZone): Instant[] {
  const dosage = request.dosageInstruction?.[0];
  if (!dosage || isAsNeeded(dosage)) return [];
  const { start, end } = bounds(request, dosage);
  const within = (at: Instant): boolean => at >= from && at < to && at >= start && at < end;
  const repeat = dosage.timing?.repeat;
  if (dosage.timing?.event?.length)
    return dosage.timing.event
      .map((at) => Date.parse(at))
      .filter(within)
      .toSorted((a, b) => a - b);
  const days = repeat?.periodUnit === 'd' ? (repeat.period ?? 1) : 1;
  const times = repeat?.timeOfDay?.map((time) => time.slice(0, 5)) ?? standardTimes(dosage);
  if (times.length > 0) {
    const first = toLocal(start === -Infinity ? from : start, zone).date;
    const found: Instant[] = [];
    for (let date = days > 1 ? first : toLocal(from, zone).date; shiftedInstant(date, '00:00', zone) < to; date = addDays(date, days))
      found.push(...times.map((time) => shiftedInstant(date, time, zone)).filter(within));
    return found.toSorted((a, b) => a - b);
  }
  if (isOnce(dosage)) return start === -Infinity ? [] : [start].filter(within);
  const step = ((repeat?.period ?? 0) * (unitMs[repeat?.periodUnit ?? ''] ?? 0)) / Math.max(1, repeat?.frequency ?? 1);
  if (step < 15 * minuteMs || start === -Infinity) return [];
  const found: Instant[] = [];
  for (let at = start + Math.max(0, Math.ceil((from - start) / step)) * step; at < to; at += step) if (within(at)) found.push(at);
  return found;
}

function bounds(request: MedicationRequest, dosage: Dosage): { start: Instant; end: Instant } {
  const period = dosage.timing?.repeat?.boundsPeriod;
  const start = Date.parse(period?.start ?? request.authoredOn ?? '');
  const ended = ['completed', 'stopped', 'cancelled', 'entered-in-error'].includes(request.status);
  const duration = dosage.timing?.repeat?.boundsDuration;
  const length = duration?.value
    ? duration.value * (unitMs[duration.code ?? duration.unit ?? ''] ?? unitMs[(duration.unit ?? '')[0] ?? ''] ?? 0)
    : 0;
  const end = period?.end ? Date.parse(period.end) : length > 0 && Number.isFinite(start) ? start + length : Infinity;
  const stopped = ended && request.meta?.lastUpdated ? Date.parse(request.meta.lastUpdated) : Infinity;
  return { start: Number.isFinite(start) ? start : -Infinity, end: Math.min(end, stopped) };
}

const isOnce = ({ timing }: Dosage): boolean =>
  timing?.repeat?.count === 1 || (timing !== undefined && !timing.repeat?.period && frequencyOf(timing)?.perDay === 1);

const standardTimes = (dosage: Dosage): readonly string[] => frequencyOf(dosage.timing)?.times ?? [];

/** Every dose of an order in the window: what is due, and what was done about it; each administration belongs to the nearest due time. */
export function doseSlots(
  request: MedicationRequest,
  administrations: readonly MedicationAdministration[],
  window: { from: Instant; to: Instant; now: Instant; zone: TimeZone },
): DoseSlot[] {
  const due = dueTimes(request, window.from, window.to, window.zone);
  const taken = new Map<Instant, MedicationAdministration>();
  const loose: MedicationAdministration[] = [];
  const mine = administrations.filter((one) => idOf(one.request) === request.id && one.status !== 'entered-in-error');
  for (const one of mine.toSorted((a, b) => givenAt(a) - givenAt(b))) {
    const at = scheduledAt(one) ?? givenAt(one);
    if (!(at >= window.from && at < window.to) && !due.includes(at)) continue;
    const nearest = due.filter((slot) => !taken.has(slot)).toSorted((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
    if (nearest !== undefined && Math.abs(nearest - at) <= reachMs(due)) taken.set(nearest, one);
    else loose.push(one);
  }
  const active = request.status === 'active';
  const slots = due.map((dueAt): DoseSlot => {
    const administration = taken.get(dueAt) ?? null;
    if (administration) return { dueAt, administration, state: stateOf(administration) };
    if (request.status === 'on-hold') return { dueAt, administration, state: 'held' };
    const late = window.now > dueAt + lateMin * minuteMs;
    return {
      dueAt,
      administration,
      state: !active ? 'planned' : late ? 'late' : window.now >= dueAt - earlyMin * minuteMs ? 'due' : 'planned',
    };
  });
  return [
    ...slots.filter((slot) => active || request.status === 'on-hold' || slot.administration !== null),
    ...loose.map((administration) => ({ dueAt: null, administration, state: stateOf(administration) })),
  ];
}

const reachMs = (due: readonly Instant[]): number => {
  const gaps = due.slice(1).map((at, index) => at - (due[index] ?? at));
  return Math.min(6 * hourMs, gaps.length > 0 ? Math.min(...gaps) / 2 : 6 * hourMs);
};

export const givenAt = (one: MedicationAdministration): Instant => Date.parse(one.effectiveDateTime ?? one.effectivePeriod?.start ?? '');

/** The due time that a nurse answered, where the record says so. */
const scheduledUrl = ourExtensions.due;
function scheduledAt(one: MedicationAdministration): Instant | null {
  const at = Date.parse(one.extension?.find((extension) => extension.url === scheduledUrl)?.valueDateTime ?? '');
  return Number.isFinite(at) ? at : null;
}

function stateOf({ status }: MedicationAdministration): DoseState {
  if (status === 'not-done') return 'not-given';
  if (status === 'on-hold') return 'held';
  return status === 'in-progress' ? 'running' : 'given';
}
