import { addDays, dayMs, isLocalDate, parseIso, type Instant, type LocalDate, type LocalTime, type TimeZone } from '#kernel/time.ts';

/*
 * Dates and times as American scheduling systems export them.
 */

/** `2027-03-01`, `2027-03-01T00:00:00`, `3/1/2027`, `3-1-27` (month first); null: none of these. */
export function readExportDate(text: string): LocalDate | null {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(text)?.[1];
  const [, month = '', day = '', year = ''] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$/.exec(text) ?? [];
  const date = iso ?? `${year.length === 2 ? '20' : ''}${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(date) ? date : null;
}

/** `07:00`, `7:00:00`, `0700`, `700`, `7:00 AM`, `7a`; `24:00` is midnight. Null: none of these. */
export function readExportTime(text: string): LocalTime | null {
  const found = /^(\d{1,2}?):?(\d{2})?(?::\d{2})?\s*([ap])?\.?m?\.?$/i.exec(text.trim());
  if (!found) return null;
  const [, hourText = '', minuteText = '00', half = ''] = found;
  let hour = Number(hourText);
  if (half !== '' && (hour < 1 || hour > 12)) return null;
  if (half !== '') hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hour > 24 || Number(minuteText) > 59 || (hour === 24 && Number(minuteText) > 0)) return null;
  return `${String(hour % 24).padStart(2, '0')}:${minuteText}`;
}

export type ShiftSpan = { readonly start: Instant; readonly end: Instant } | { readonly reason: string };

/** From `start` on `date` to `end`; without an end date, an end at or before the start is on the next day. */
export function shiftSpan(date: LocalDate, start: LocalTime, end: LocalTime, endDate: LocalDate | null, zone: TimeZone): ShiftSpan {
  const from = parseIso(`${date}T${start}`, zone);
  if (!from.ok) return { reason: from.refusal.text };
  const to = parseIso(`${endDate ?? (end <= start ? addDays(date, 1) : date)}T${end}`, zone);
  if (!to.ok) return { reason: to.refusal.text };
  if (to.value <= from.value) return { reason: 'The shift ends before it starts.' };
  return to.value - from.value > 7 * dayMs ? { reason: 'The shift lasts more than a week.' } : { start: from.value, end: to.value };
}
