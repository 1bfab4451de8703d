import { hourMs, type Instant, type TimeZone } from '#kernel/time.ts';
import type { WallBoard } from '#support/contract.ts';
import { plural, timeText } from '#web/ui/time-text.ts';

/** `4 min`, `1 h 20`; below a minute `<1 min`. */
export function waitText(minutes: number | null, none = '–'): string {
  if (minutes === null) return none;
  if (minutes < 1) return '<1 min';
  const whole = Math.round(minutes);
  return whole < 60 ? `${whole} min` : `${Math.floor(whole / 60)} h ${String(whole % 60).padStart(2, '0')}`;
}

/** A quantile of waits; where too many still wait or gave up there is none, and that is said. */
export const quantileText = (minutes: number | null, asked: number): string =>
  minutes === null ? (asked === 0 ? '–' : 'not yet') : waitText(minutes);

const reasons: Readonly<Record<string, string>> = {
  'nobody-knows-topic': 'nobody knows it',
  'nobody-free': 'nobody free',
  'hour-limit': 'hour limits',
  rest: 'rest',
  'too-dear': 'too dear',
};

/** `2 of nurse, nobody free` for a unit; a clinician's round names no name on a wall. */
export function gapWords({ kind, missing, topic, reason }: WallBoard['gaps'][number]): string {
  const what = kind === 'unit' ? `${missing} missing${topic ? ` (${topic})` : ''}` : `a ${kind === 'round' ? 'round' : 'session'} alone`;
  return `${what}: ${reasons[reason] ?? reason}`;
}

/** Gaps that say the same of the same hours of a unit as one line, soonest first. */
export function gapLines(gaps: WallBoard['gaps']): { key: string; gap: WallBoard['gaps'][number]; count: number }[] {
  const groups = Map.groupBy(gaps, (gap) => [gap.unitId, gap.start, gap.end, gapWords(gap)].join('|'));
  return [...groups].flatMap(([key, those]) => (those[0] ? [{ key, gap: those[0], count: those.length }] : []));
}

export const topTitle = ({ kind, title }: WallBoard['top'][number]): string =>
  kind === 'issue' ? title : title === '' ? 'No topic given' : `About ${title}`;

export const hourText = (hour: Instant, zone: TimeZone): string => timeText(hour, zone).slice(0, 2);

/** What the waits are of, in one line. */
export function cohortText({ asked, helped, waiting, gaveUp }: WallBoard['waits']['all']): string {
  if (asked === 0) return 'nobody asked in the last hour';
  const parts = [`${helped} helped`, `${waiting} waiting`, ...(gaveUp ? [`${gaveUp} gave up`] : [])];
  return `${plural(asked, 'request')} in the last hour: ${parts.join(', ')}`;
}

/** Since when what is shown is not the present any more; null: it is. */
export function staleSince(at: Instant | undefined, now: Instant, live: boolean, keptAt: string | null): Instant | null {
  if (keptAt !== null) return Date.parse(keptAt);
  if (at === undefined) return null;
  return !live || now - at > staleMs ? at : null;
}
const staleMs = hourMs / 60;

/** Amber from ten minutes on, red from twenty: when a provider, and then anybody, should long have been helped. */
export function waitTone(minutes: number | null): 'calm' | 'look' | 'gap' {
  if (minutes === null || minutes < 10) return 'calm';
  return minutes < 20 ? 'look' : 'gap';
}
