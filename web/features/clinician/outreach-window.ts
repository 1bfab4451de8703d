import type { ClinicianPage } from '#coverage/contract.ts';
import { minuteMs, toInstant, toLocal, type Instant, type TimeZone } from '#kernel/time.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

export interface OutreachForm {
  /** Local to the clinician's site. */
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
  readonly note: string;
}

type Window = { readonly start: Instant; readonly end: Instant };

/** The window that the form means. The refusal's code is the field at fault. */
export function outreachWindow(
  form: Omit<OutreachForm, 'note'>,
  zone: TimeZone,
  now: Instant,
): Result<Window, 'date' | 'from' | 'to' | 'minutes'> {
  if (!form.date) return refuse('date', 'Choose a day.');
  if (!form.from) return refuse('from', 'Say from when.');
  if (!form.to) return refuse('to', 'Say until when.');
  const start = toInstant(form.date, form.from, zone);
  if (!start.ok) return refuse('from', start.refusal.text);
  const end = toInstant(form.date, form.to, zone);
  if (!end.ok) return refuse('to', end.refusal.text);
  if (end.value <= start.value) return refuse('to', 'It must be later than the beginning.');
  if (end.value <= now) return refuse('date', 'This is past. Choose a later day or time.');
  if (end.value - start.value < form.minutes * minuteMs)
    return refuse('minutes', `Only ${(end.value - start.value) / minuteMs} minutes lie between the two times.`);
  return ok({ start: start.value, end: end.value });
}

/** A form set to where the clinician is expected next, on one day of their site; null where nothing points to one. */
export function aroundNext(
  page: Pick<ClinicianPage, 'planned' | 'forecast' | 'timeZone'>,
  now: Instant,
): { unitId: string; form: Pick<OutreachForm, 'date' | 'from' | 'to'> } | null {
  const next = [...page.planned, ...page.forecast].filter((one) => one.start > now).toSorted((a, b) => a.start - b.start)[0];
  if (!next) return null;
  const [start, end] = [toLocal(next.start, page.timeZone), toLocal(next.end, page.timeZone)];
  return { unitId: next.unitId, form: { date: start.date, from: start.time, to: end.date === start.date ? end.time : '23:59' } };
}
