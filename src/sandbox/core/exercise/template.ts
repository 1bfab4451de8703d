import { addDays, isLocalDate, minuteMs, shiftedInstant, toLocal, toOffsetIso, type Instant, type TimeZone } from '#kernel/time.ts';
import { isFields } from '../fhir/resource.ts';

/** What templates in an exercise's changes stand for. */
export interface Meaning {
  readonly t0: Instant;
  /** On the virtual clock. */
  readonly now: Instant;
  readonly timeZone: TimeZone;
  readonly patient: string;
  readonly learner: string;
  /** What set an event off: `Type/id`. */
  readonly trigger: string | null;
  readonly triggerPatient: string | null;
  /** Resources made so far, by the name that `as` gave them: `Type/id`. */
  readonly names: ReadonlyMap<string, string>;
}

export class TemplateFault extends Error {}

const template = /\{\{([^{}]*)\}\}/g;
const moment = /^(t0|now)(?:\s*([+-])\s*(\d+)m)?$/;
const day = /^today(?:\s*([+-])\s*(\d+))?(?:\s+(\d\d:\d\d))?$/;

/**
 * A value with every template in its texts filled: `{{t0}}`, `{{now+10m}}` (times), `{{today}}`, `{{today+2}}` (dates), `{{today-1 09:00}}` (times),
 * `{{patient}}`, `{{learner}}`, `{{trigger}}`, `{{trigger.patient}}`, and names given by `as` (`Type/id`).
 * @throws TemplateFault for a template that means nothing here
 */
export function fill<T>(value: T, meaning: Meaning): T {
  return fillAny(value, meaning) as T;
}

function fillAny(value: unknown, meaning: Meaning): unknown {
  if (typeof value === 'string') return value.replaceAll(template, (_whole, inside: string) => one(inside.trim(), meaning));
  if (Array.isArray(value)) return value.map((item) => fillAny(item, meaning));
  if (isFields(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillAny(item, meaning)]));
  return value;
}

function one(text: string, { t0, now, timeZone, patient, learner, trigger, triggerPatient, names }: Meaning): string {
  const time = moment.exec(text);
  if (time) return toOffsetIso((time[1] === 't0' ? t0 : now) + shift(time[2], time[3]) * minuteMs, timeZone);
  const date = day.exec(text);
  if (date) {
    const local = addDays(toLocal(t0, timeZone).date, shift(date[1], date[2]));
    return date[3] === undefined || !isLocalDate(local) ? local : toOffsetIso(shiftedInstant(local, date[3], timeZone), timeZone);
  }
  const words: Readonly<Record<string, string | null | undefined>> = { patient, learner, trigger, 'trigger.patient': triggerPatient };
  const found = Object.hasOwn(words, text) ? words[text] : names.get(text);
  if (found === undefined || found === null) throw new TemplateFault(`{{${text}}} means nothing here.`);
  return found;
}

const shift = (sign: string | undefined, amount: string | undefined): number => (sign === '-' ? -1 : 1) * Number(amount ?? 0);
