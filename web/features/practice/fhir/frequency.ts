import type { Timing } from './elements.ts';

/** How often, as orders say it, with the ward's standard times where there are any. */
export interface Frequency {
  readonly code: string;
  readonly label: string;
  readonly perDay: number;
  /** `HH:MM`; empty: counted from the start of the order, or given when needed. */
  readonly times: readonly string[];
  readonly timing: Timing;
}

const at = (code: string, words: string, ...times: string[]): Frequency => ({
  code,
  label: words.charAt(0).toUpperCase() + words.slice(1),
  perDay: times.length,
  times,
  timing: {
    repeat: { frequency: times.length, period: 1, periodUnit: 'd', timeOfDay: times.map((time) => `${time}:00`) },
    code: { text: words },
  },
});
const untimed = (code: string, words: string, perDay: number): Frequency => ({
  code,
  label: words.charAt(0).toUpperCase() + words.slice(1),
  perDay,
  times: [],
  timing: { code: { text: words } },
});

/** The pharmacy's standard times, as this hospital sets them. */
export const frequencies: readonly Frequency[] = [
  untimed('once', 'once', 1),
  untimed('now', 'once, now', 1),
  at('daily', 'once a day', '09:00'),
  at('bid', 'twice a day', '09:00', '21:00'),
  at('tid', 'three times a day', '09:00', '14:00', '21:00'),
  at('qid', 'four times a day', '09:00', '13:00', '17:00', '21:00'),
  at('early', 'every morning before breakfast', '06:00'),
  at('meals', 'with meals', '08:30', '12:30', '17:30'),
  at('bedtime', 'at bedtime', '21:00'),
  at('q4h', 'every 4 hours', '00:00', '04:00', '08:00', '12:00', '16:00', '20:00'),
  at('q6h', 'every 6 hours', '00:00', '06:00', '12:00', '18:00'),
  at('q8h', 'every 8 hours', '06:00', '14:00', '22:00'),
  at('q12h', 'every 12 hours', '09:00', '21:00'),
  at('q24h', 'every 24 hours', '10:00'),
  untimed('continuous', 'continuously', 0),
];

const unitWords: Record<string, string> = { min: 'minute', h: 'hour', d: 'day', wk: 'week', mo: 'month', a: 'year', s: 'second' };

/** The timing in words: `Twice a day`, `Every 6 hours`, `Once`. */
export function timingText(timing: Timing | undefined): string {
  const repeat = timing?.repeat;
  const text = timing?.code?.text ?? timing?.code?.coding?.[0]?.code;
  const known = frequencies.find((one) => one.label.toLowerCase() === text?.toLowerCase() || one.code === text?.toLowerCase());
  if (known) return known.label;
  if (repeat?.count === 1 && !repeat.period) return 'Once';
  if (repeat?.frequency && repeat.period && repeat.periodUnit) {
    const unit = unitWords[repeat.periodUnit] ?? repeat.periodUnit;
    if (repeat.frequency === 1)
      return repeat.period === 1 ? (unit === 'day' ? 'Once a day' : `Every ${unit}`) : `Every ${repeat.period} ${unit}s`;
    const often = repeat.frequency === 2 ? 'Twice' : `${repeat.frequency} times`;
    return repeat.period === 1 ? `${often} a ${unit}` : `${often} in ${repeat.period} ${unit}s`;
  }
  return text ?? '';
}

/** The catalogue's entry for a timing that was read, where there is one. */
export function frequencyOf(timing: Timing | undefined): Frequency | undefined {
  const words = timingText(timing);
  return frequencies.find((one) => one.label === words);
}
