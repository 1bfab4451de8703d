import { weekday, type LocalDate } from '#kernel/time.ts';
import type { CoverageFacts } from '../facts.ts';
import type { ExposureState, Need } from '../need.ts';
import { nameOf, type PlanComparison } from './compare-plans.ts';
import type { Gap } from './gaps.ts';
import type { Cut } from './taper.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** `Thursday 4 March` */
export const dayName = (date: LocalDate): string =>
  `${weekdays[weekday(date) - 1]} ${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]}`;

const counted = (n: number, one: string, many = `${one}s`): string => `${words[n] ?? n} ${n === 1 ? one : many}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `Cutting 4 West nights from Thursday 4 March` */
export function cutSubject(facts: Pick<CoverageFacts, 'units' | 'shifts'>, cut: Cut): string {
  const unit = facts.units.find(({ unitId }) => unitId === cut.unitId)?.name ?? cut.unitId;
  const night = facts.shifts.some(({ shiftId, night: isNight }) => shiftId === cut.shiftId && isNight);
  return `Cutting ${unit} ${night ? 'nights' : `shift ${cut.shiftId}`} from ${dayName(cut.from)}`;
}

/**
 * Consequences in plain words, the gravest first: who is left alone at a first live round, who else, which unit's shifts, what is gained,
 * and whose plans change. `subject` does it all: 'Cutting 4 West nights from Thursday 4 March', 'The new plan'.
 */
export function consequences(facts: CoverageFacts, comparison: PlanComparison, subject: string): string[] {
  const { opened, closed, people, a, b } = comparison;
  const worse = gapPhrases(facts, opened).map((phrase) => `${subject} leaves ${phrase}.`);
  const better = gapPhrases(facts, closed).map((phrase) => `${subject} no longer leaves ${phrase}.`);
  return [
    ...(worse.length > 0 ? worse : [`${subject} leaves nobody uncovered who is covered now.`]),
    ...better,
    `${subject} ${saves(a.hours - b.hours)}${wages(a.cost.wages - b.cost.wages)}.`,
    `${capital(counted(people.length, 'person', 'people'))} would have different shifts.`,
  ];
}

const saves = (hours: number): string => {
  const rounded = Math.round(Math.abs(hours));
  if (rounded === 0) return 'changes no supporter hours';
  return `${hours > 0 ? 'frees' : 'takes'} ${rounded} supporter ${rounded === 1 ? 'hour' : 'hours'}`;
};

const wages = (saved: number): string => {
  const rounded = Math.round(Math.abs(saved));
  return rounded === 0 ? '' : ` and ${saved > 0 ? 'saves' : 'costs'} ${rounded} in wages`;
};

/** Rounds by what their clinician's state makes of them; each clinician is counted once, with all days. */
const roundGroups: readonly { readonly states: readonly ExposureState[]; readonly one: string }[] = [
  { states: ['untrained', 'trained', 'first-live-round'], one: 'first-time rounder' },
  { states: ['lapsed'], one: 'returning clinician' },
  { states: ['settling'], one: 'settling clinician' },
];

function gapPhrases(facts: CoverageFacts, gaps: readonly Gap[]): string[] {
  const name = nameOf(facts);
  const rounds = roundGroups.map(({ states, one }) =>
    peoplePhrase(
      gaps.filter(({ need }) => need.kind === 'round' && need.state !== null && states.includes(need.state)),
      one,
      name,
    ),
  );
  const outreach = peoplePhrase(
    gaps.filter(({ need }) => need.kind === 'outreach'),
    'clinician who asked for a session',
    name,
    'clinicians who asked for a session',
  );
  return [...rounds, outreach, unitPhrase(facts, gaps)].filter((phrase) => phrase !== '');
}

function peoplePhrase(gaps: readonly Gap[], one: string, name: (personId: string) => string, many = `${one}s`): string {
  const days = Map.groupBy(gaps, ({ need }) => need.personId ?? '');
  if (days.size === 0) return '';
  const each = [...days].map(
    ([personId, list]) => `${name(personId)} (${distinct(list.map(({ need }) => dayName(need.date))).join(', ')})`,
  );
  return `${counted(days.size, one, many)} uncovered: ${each.join('; ')}`;
}

function unitPhrase(facts: CoverageFacts, gaps: readonly Gap[]): string {
  const short = gaps.filter(({ need }) => need.kind === 'unit');
  if (short.length === 0) return '';
  const units = new Map(facts.units.map(({ unitId, name }) => [unitId, name]));
  const place = ({ unitId, shiftId }: Need): string => `${units.get(unitId ?? '') ?? unitId} ${shiftId}`;
  const each = [...Map.groupBy(short, ({ need }) => place(need))].map(
    ([where, list]) => `${where} (${distinct(list.map(({ need }) => dayName(need.date))).join(', ')})`,
  );
  return `${counted(distinct(short.map(({ need }) => `${place(need)} ${need.date}`)).length, 'unit shift')} short: ${each.join('; ')}`;
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
