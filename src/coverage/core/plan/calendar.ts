import { addDays, dayMs, daysBetween, hourMs, shiftedInstant, type Instant, type LocalDate, type TimeZone } from '#kernel/time.ts';
import { overlapMs, type Interval } from '#kernel/interval.ts';
import type { ShiftDefinition } from '../facts.ts';

/** Days since 1970-01-01 of a local date: dates as numbers, so that the inner loops never touch text. */
export const dayNumber = (date: LocalDate): number => daysBetween('1970-01-01', date);
export const dateOfDay = (day: number): LocalDate => addDays('1970-01-01', day);
/** ISO weeks, numbered: 1970-01-01 was a Thursday, and ISO weeks begin on Monday. */
export const weekOfDay = (day: number): number => Math.floor((day + 3) / 7);

/** One shift on one date in one zone: the duty that it makes belongs to it. `shift` -1: no shift covers that time. */
export interface ShiftInstance {
  readonly index: number;
  readonly shift: number;
  readonly day: number;
  readonly start: Instant;
  readonly end: Instant;
  readonly night: boolean;
  readonly spanMaxMs: number;
}

/** Local days and shift instances, each made once. A clock change moves an instance's end, so lengths are real hours. */
export class Calendar {
  readonly instances: ShiftInstance[] = [];
  readonly zones: TimeZone[] = [];
  private readonly midnights: Instant[][] = [];
  private readonly firstDay: number;
  private readonly days: number;
  private readonly byKey = new Map<string, ShiftInstance>();
  private readonly shifts: readonly ShiftDefinition[];
  private readonly dutyMaxMs: number;

  constructor(shifts: readonly ShiftDefinition[], firstDay: number, lastDay: number, dutyHoursMax: number) {
    this.shifts = shifts;
    this.firstDay = firstDay;
    this.days = lastDay - firstDay + 1;
    this.dutyMaxMs = dutyHoursMax * hourMs;
  }

  zone(name: TimeZone): number {
    const known = this.zones.indexOf(name);
    if (known >= 0) return known;
    this.midnights.push(Array.from({ length: this.days + 1 }, (_, i) => shiftedInstant(dateOfDay(this.firstDay + i), '00:00', name)));
    return this.zones.push(name) - 1;
  }

  /** The local day on which `at` falls; outside the calendar it is estimated by 24-hour days. */
  dayAt(at: Instant, zone: number): number {
    const midnights = this.midnights[zone]!;
    let low = Math.floor((at - midnights[0]!) / dayMs);
    if (low < 0 || low >= midnights.length) return this.firstDay + low;
    while (low > 0 && midnights[low]! > at) low--;
    while (low + 1 < midnights.length && midnights[low + 1]! <= at) low++;
    return this.firstDay + low;
  }

  instance(shift: number, day: number, zone: number): ShiftInstance {
    const key = `${shift} ${day} ${zone}`;
    let found = this.byKey.get(key);
    if (!found) this.byKey.set(key, (found = this.make(shift, day, zone)));
    return found;
  }

  private make(shift: number, day: number, zone: number): ShiftInstance {
    const definition = this.shifts[shift];
    const from = definition?.start ?? '00:00';
    const to = definition?.end ?? '00:00';
    const start = shiftedInstant(dateOfDay(day), from, this.zones[zone]!);
    const end = shiftedInstant(dateOfDay(to <= from ? day + 1 : day), to, this.zones[zone]!);
    const spanMaxMs = definition ? Math.max(this.dutyMaxMs, end - start) : this.dutyMaxMs;
    const made = { index: this.instances.length, shift, day, start, end, night: definition?.night ?? false, spanMaxMs };
    this.instances.push(made);
    return made;
  }

  /** The shift instances that a session overlaps most (all that tie); none by half: the instance of no shift on its day. */
  instancesOf(session: Interval, zone: number): ShiftInstance[] {
    const day = this.dayAt(session.start, zone);
    let most = (session.end - session.start) / 2;
    let best: ShiftInstance[] = [];
    for (let shift = 0; shift < this.shifts.length; shift++)
      for (let d = day - 1; d <= day + 1; d++) {
        const instance = this.instance(shift, d, zone);
        const overlap = overlapMs(instance, session);
        if (overlap < most || overlap === 0) continue;
        if (overlap > most) best = [];
        most = overlap;
        best.push(instance);
      }
    return best.length > 0 ? best : [this.instance(-1, day, zone)];
  }
}
