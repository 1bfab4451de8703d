import type { ClinicianPage, ClockView } from '#coverage/contract.ts';
import type { Tone } from '#web/ui/StatusDot.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';
import { plural } from '#web/ui/time-text.ts';

type State = ClockView['state'];

export const states: readonly State[] = ['first-live-round', 'lapsed', 'settling', 'untrained', 'trained', 'stable'];

/** Said so that the person themselves may read it. */
export const stateText: Readonly<Record<State, string>> = {
  untrained: 'Not trained yet',
  trained: 'Trained, not live yet',
  'first-live-round': 'First live rounds',
  settling: 'Settling in',
  stable: 'At home',
  lapsed: 'Back after a break',
};

/** Accent where day-one help is open; nobody is ever red for being new. */
export const stateTone: Readonly<Record<State, Tone>> = {
  untrained: 'look',
  trained: 'quiet',
  'first-live-round': 'accent',
  settling: 'quiet',
  stable: 'good',
  lapsed: 'accent',
};

/** What would change the state, in one or two sentences. */
export function nextText(clock: ClockView): string {
  const { next, lapsesAfter } = clock;
  const lapse = lapsesAfter ? ` With no live round until ${localDateText(lapsesAfter)}, day-one help opens again.` : '';
  if (next === null) return `Nothing more is needed.${lapse}`;
  switch (next.state) {
    case 'trained':
      return 'A certified training is next, then day-one help at the first live round.';
    case 'first-live-round':
      return 'The first live round is next, with a supporter beside it.';
    case 'settling':
      return `${plural(next.supportedRounds, 'more live round')} with a supporter, then “${stateText.settling}”.${lapse}`;
    default:
      return `${plural(next.supportedRounds, 'more live round')}, then “${stateText[next.state]}”.${lapse}`;
  }
}

export const kindText = (kind: string): string =>
  ({ round: 'Round', surgery: 'Surgery', clinic: 'Clinic', call: 'On call', attending: 'Attending' })[kind] ?? kind;

const sources: Readonly<Record<string, string>> = {
  ics: 'calendar',
  amion: 'Amion',
  qgenda: 'QGenda',
  siu: 'surgical schedule',
  adt: 'admissions',
  forecast: 'forecast',
};
export const sourceText = (source: string): string => sources[source] ?? source;

export const sureText = (confidence: number): string => `${Math.round(confidence * 100)}% sure`;

/** Who is beside a planned round, or what is missing; a round outside every published plan has nobody planned. */
export function supportText(round: Pick<ClinicianPage['planned'][number], 'supporters' | 'gap'>): string {
  if (round.gap !== null) return round.gap;
  return round.supporters.map((supporter) => supporter.name).join(', ') || 'Nobody planned';
}
