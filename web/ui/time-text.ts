import type { Instant, TimeZone } from '#kernel/time.ts';

// Formatters are costly to make and asked for thousands of times by time lines.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(name: string, options: Intl.DateTimeFormatOptions, zone: TimeZone | undefined): Intl.DateTimeFormat {
  const key = `${name} ${zone ?? ''}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', { ...options, ...(zone ? { timeZone: zone } : {}) });
    formatters.set(key, found);
  }
  return found;
}

/** `06:12`, 24 hours, as wards write it. */
export const timeText = (at: Instant | Date, zone?: TimeZone): string =>
  formatter('time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone).format(at);

/** `Mon 1 Mar`. */
export const dateText = (at: Instant | Date, zone?: TimeZone): string =>
  formatter('date', { weekday: 'short', day: 'numeric', month: 'short' }, zone).format(at).replace(',', '');

/** `Monday 1 March`. */
export const longDateText = (at: Instant | Date, zone?: TimeZone): string =>
  formatter('long', { weekday: 'long', day: 'numeric', month: 'long' }, zone).format(at).replace(',', '');

/** `07:00–19:00`; the day is named again only where the end is on another one and more than a night away. */
export function spanText(start: Instant, end: Instant, zone?: TimeZone): string {
  const far = end - start > 24 * 3_600_000;
  return `${timeText(start, zone)}–${far ? `${dateText(end, zone)} ` : ''}${timeText(end, zone)}`;
}

/** `8 h`, `7.5 h`, `45 min`. */
export function lengthText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = minutes / 60;
  return `${Number.isInteger(hours) ? hours : hours.toFixed(1)} h`;
}

/** `in 3 h 20 min`, `in 2 days`, `now`. */
export function untilText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes <= 0) return 'now';
  if (minutes < 60) return `in ${minutes} min`;
  if (minutes < 24 * 60) return `in ${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`;
  const days = Math.round(minutes / 1440);
  return `in ${days} ${days === 1 ? 'day' : 'days'}`;
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
