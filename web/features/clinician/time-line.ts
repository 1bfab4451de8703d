import type { ClinicianPage } from '#coverage/contract.ts';
import { addDays, toLocal, type Instant, type LocalDate } from '#kernel/time.ts';
import { scaleOver, type Scale } from '#web/ui/week-scale.ts';

/** A mark on the line. `left` and `width`: 0 … 1. */
export interface Mark {
  readonly key: string;
  readonly left: number;
  readonly width: number;
  readonly kind: 'lived' | 'supported' | 'gap' | 'alone' | 'forecast' | 'outreach';
  /** Lived: share of the day's rounds with a supporter; forecast: confidence; otherwise 1. */
  readonly share: number;
  readonly text: string;
}

export interface TimeLine {
  readonly scale: Scale;
  readonly today: number;
  /** The present state from its beginning to today; null where no record says since when. */
  readonly state: { readonly left: number; readonly width: number } | null;
  /** Where the clock runs out if no live round comes. */
  readonly lapse: number | null;
  readonly lived: readonly Mark[];
  readonly planned: readonly Mark[];
}

const pastDays = 42;
const aheadDays = 42;

/** Six weeks back and six ahead, less where nothing is known: what was lived, what is planned, and who is beside them. */
export function layOut(page: ClinicianPage, now: Instant, describe: (text: MarkFacts) => string): TimeLine {
  const zone = page.timeZone;
  const today = toLocal(now, zone).date;
  const [first, last] = [addDays(today, -pastDays), addDays(today, aheadDays)];
  const shown = (date: LocalDate): boolean => date >= first && date <= last;
  const dateOf = (at: Instant): LocalDate => toLocal(at, zone).date;

  const lived = page.lived.filter((day) => shown(day.date));
  const planned = page.planned.filter((round) => round.end > now && shown(dateOf(round.start)));
  const forecast = page.forecast.filter((guess) => shown(dateOf(guess.start)));
  const outreaches = page.outreaches.filter((one) => !one.cancelled && shown(dateOf(one.start)));
  const dates = [
    addDays(today, -6),
    addDays(today, 6),
    ...lived.map((day) => day.date),
    ...[...planned, ...forecast, ...outreaches].map((one) => dateOf(one.start)),
    ...[page.clock.since, page.clock.lapsesAfter].filter((date): date is string => date !== null && shown(date)),
  ];
  const scale = scaleOver(dates);
  if (!scale) throw new Error('bug: today is always on the line');
  const day = 1 / scale.days;
  const mark = (key: string, date: LocalDate, kind: Mark['kind'], share: number, facts: MarkFacts): Mark => ({
    key,
    left: scale.at(date),
    width: day,
    kind,
    share,
    text: describe(facts),
  });
  const since = page.clock.since;
  const lapse = page.clock.lapsesAfter;
  return {
    scale,
    today: scale.at(today),
    state: since === null ? null : { left: Math.max(0, scale.at(since)), width: scale.at(today) - Math.max(0, scale.at(since)) },
    lapse: lapse !== null && shown(lapse) ? scale.at(lapse) : null,
    lived: lived.map((one) =>
      mark(`l${one.date}${one.unitId}`, one.date, 'lived', one.supportedRounds / Math.max(1, one.liveRounds), { lived: one }),
    ),
    planned: [
      ...forecast.map((one, i) => mark(`f${i}`, dateOf(one.start), 'forecast', one.confidence, { guess: one })),
      ...planned.map((one) =>
        mark(`p${one.presenceId}`, dateOf(one.start), one.gap !== null ? 'gap' : one.supporters.length > 0 ? 'supported' : 'alone', 1, {
          round: one,
        }),
      ),
      ...outreaches.map((one) => mark(`o${one.outreachId}`, dateOf(one.start), 'outreach', 1, { outreach: one })),
    ],
  };
}

/** What a mark stands for. */
export type MarkFacts =
  | { readonly lived: ClinicianPage['lived'][number] }
  | { readonly round: ClinicianPage['planned'][number] }
  | { readonly guess: ClinicianPage['forecast'][number] }
  | { readonly outreach: ClinicianPage['outreaches'][number] };
