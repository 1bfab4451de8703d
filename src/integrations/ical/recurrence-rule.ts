import type { RecurrenceRule } from './recurrence.ts';

const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const timesMax = 48;

/** The rule of a jCal RRULE value, for a series that starts at `startTime` (HH:MM:SS), without its UNTIL (which is a moment), or the reason why it cannot be followed. */
export function readRule(value: unknown, startTime: string): RecurrenceRule | { readonly reason: string } {
  if (typeof value !== 'object' || value === null) return { reason: 'RRULE is not a recurrence rule' };
  const parts = new Map<string, unknown>(Object.entries(value));
  const freq = parts.get('freq');
  if (freq !== 'DAILY' && freq !== 'WEEKLY' && freq !== 'MONTHLY' && freq !== 'YEARLY')
    return {
      reason: `RRULE repeats by FREQ=${String(freq)}; DAILY, WEEKLY, MONTHLY and YEARLY are read. For several times a day use BYHOUR.`,
    };
  const bad: string[] = [];
  const numbers = (name: string, min: number, max: number): number[] => {
    const list = listOf(parts.get(name)).map(Number);
    if (list.some((one) => !Number.isInteger(one) || one < min || one > max || (min < 0 && one === 0))) bad.push(name);
    return list;
  };
  const byDay = listOf(parts.get('byday')).map((text) => readByDay(String(text)));
  if (byDay.includes(null)) bad.push('byday');
  const times = timesOf(startTime, numbers('byhour', 0, 23), numbers('byminute', 0, 59), numbers('bysecond', 0, 59));
  const [interval = 1] = numbers('interval', 1, 10_000);
  const [count = null] = numbers('count', 1, 100_000);
  const weekStart = parts.get('wkst');
  const rule: RecurrenceRule = {
    freq,
    interval,
    count,
    byDay: byDay.filter((one) => one !== null),
    byMonthDay: numbers('bymonthday', -31, 31),
    byMonth: numbers('bymonth', 1, 12),
    byYearDay: numbers('byyearday', -366, 366),
    byWeekNo: numbers('byweekno', -53, 53),
    bySetPos: numbers('bysetpos', -366, 366),
    times,
    // ical.js counts weekdays from Sunday = 1.
    weekStart: typeof weekStart === 'number' ? ((weekStart + 5) % 7) + 1 : 1,
  };
  if (bad.length > 0) return { reason: `RRULE has a value of ${bad.join(', ').toUpperCase()} that is out of range` };
  return times.length > timesMax ? { reason: `RRULE repeats more than ${timesMax} times a day` } : rule;
}

const listOf = (value: unknown): readonly unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

function readByDay(text: string): { weekday: number; nth: number } | null {
  const found = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text.toUpperCase());
  return found ? { weekday: weekdayNames.indexOf(found[2] ?? '') + 1, nth: Number(found[1] ?? 0) } : null;
}

/** Every time of day that the BY parts name; what they leave open is the start's own. */
function timesOf(start: string, hours: readonly number[], minutes: readonly number[], seconds: readonly number[]): string[] {
  const [hour = 0, minute = 0, second = 0] = start.split(':').map(Number);
  const or = (listed: readonly number[], own: number): readonly number[] => (listed.length > 0 ? [...new Set(listed)] : [own]);
  const two = (n: number): string => String(n).padStart(2, '0');
  const times: string[] = [];
  for (const h of or(hours, hour))
    for (const m of or(minutes, minute)) for (const s of or(seconds, second)) times.push(`${two(h)}:${two(m)}:${two(s)}`);
  return times.toSorted();
}
