import { toLocal, type Instant, type TimeZone } from '#kernel/time.ts';
import { dateText, timeText } from '#web/ui/time-text.ts';

/** `Mon 1 Mar`; a dash when it is not known. A date without a time is no moment: no zone moves it. */
export function dayText(at: string | undefined, zone: TimeZone): string {
  if (!at) return '–';
  return at.includes('T') ? dateText(new Date(at), zone) : dateText(new Date(`${at.padEnd(10, '-01')}T12:00:00Z`), 'UTC');
}

/** `Mon 1 Mar 06:12`. */
export const momentText = (at: string | undefined, zone: TimeZone): string =>
  at?.includes('T') ? `${dateText(new Date(at), zone)} ${timeText(new Date(at), zone)}` : dayText(at, zone);

/** `06:12` today, `Mon 1 Mar 06:12` on another day. */
export function nearText(at: string | undefined, now: Instant, zone: TimeZone): string {
  if (!at?.includes('T')) return dayText(at, zone);
  const moment = Date.parse(at);
  return toLocal(moment, zone).date === toLocal(now, zone).date ? timeText(moment, zone) : momentText(at, zone);
}
