import { randomStream } from '#kernel/random.ts';
import { addDays, datesFrom, hourMs, minuteMs, shiftedInstant, type LocalDate } from '#kernel/time.ts';
import type { ShiftDefinition } from '../../facts.ts';
import type { Need } from '../../need.ts';
import type { PlanProblem, PlanSupporter } from '../problem.ts';
import { defaultWeights } from '../weights.ts';

/** Small problems with everything in them that a rule or preference could trip over; the clocks change on 14 March. */

const zone = 'America/Chicago';
const topics = ['nurse', 'cardiology', 'surgery'];

export const sampleShifts: ShiftDefinition[] = [
  { shiftId: 'D', start: '07:00', end: '19:00', night: false },
  { shiftId: 'N', start: '19:00', end: '07:00', night: true },
  { shiftId: 'E', start: '13:00', end: '21:00', night: false },
];

export interface SampleSize {
  readonly people: number;
  readonly days: number;
  readonly unitNeeds: number;
  readonly sessions: number;
}

interface Dice {
  readonly int: (n: number) => number;
  readonly chance: (p: number) => boolean;
  readonly dates: readonly LocalDate[];
}

const units = ['A', 'B', 'C'].map((unitId, i) => ({ unitId, siteId: i < 2 ? 'S1' : 'S2', zone }));

export function randomProblem(seed: number, size: SampleSize): PlanProblem {
  const random = randomStream(seed);
  const from: LocalDate = '2027-03-12';
  const dates = datesFrom(from, addDays(from, size.days - 1));
  const dice: Dice = { int: (n) => Math.floor(random() * n), chance: (p) => random() < p, dates };
  const supporters = Array.from({ length: size.people }, (_, i) => randomSupporter(i, dice));
  const unitNeeds = Array.from({ length: size.unitNeeds }, (_, i) => randomUnitNeed(i, dice)).filter(
    (need, i, all) => all.findIndex((o) => o.unitId === need.unitId && o.start === need.start && o.shiftId === need.shiftId) === i,
  );
  const sessions = Array.from({ length: size.sessions }, (_, i) => randomSession(i, unitNeeds, dice));
  return {
    from,
    to: dates.at(-1)!,
    supporters,
    shifts: sampleShifts,
    units,
    travelMin: Float32Array.from([0, 6, 35, 6, 0, 35, 35, 35, 0]),
    zone,
    needs: [...unitNeeds, ...sessions].toSorted((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1)),
    weights: defaultWeights,
    fixed: [],
    before: [],
    previous: null,
    pairings: dice.chance(0.5) && size.people > 0 ? [{ supporterId: 'P0', withId: 'C1' }] : [],
  };
}

function randomSupporter(i: number, { int, chance, dates }: Dice): PlanSupporter {
  const away = shiftedInstant(dates[int(dates.length)]!, `${String(6 + int(12)).padStart(2, '0')}:00`, zone);
  return {
    personId: `P${i}`,
    kind: 'ate',
    knows: chance(0.15) ? ['*'] : topics.filter(() => chance(0.5)),
    sites: chance(0.4) ? ['S1', 'S2'] : [chance(0.7) ? 'S1' : 'S2'],
    shifts: sampleShifts.map((shift) => shift.shiftId).filter(() => chance(0.65)),
    maxHoursWeek: [12, 20, 24, 40][int(4)]!,
    minRestHours: [0, 8, 10, 11][int(4)]!,
    maxConsecutiveDays: 1 + int(3),
    costPerHour: 40 + int(60),
    availableFrom: chance(0.1) ? dates[int(dates.length)]! : null,
    availableTo: chance(0.1) ? dates[int(dates.length)]! : null,
    unavailable: chance(0.3) ? [{ start: away, end: away + (2 + int(8)) * hourMs }] : [],
    employment: chance(0.3) ? 'vendor' : 'in-house',
    homeUnit: chance(0.5) ? units[int(3)]!.unitId : null,
  };
}

/** A few are worth less than anybody costs. */
const missing = ({ int, chance }: Dice): number => (chance(0.12) ? 30 + int(60) : 300 + 100 * int(4));

function randomUnitNeed(i: number, dice: Dice): Need {
  const { int, chance, dates } = dice;
  const date = dates[int(dates.length)]!;
  const shift = sampleShifts[int(3)]!;
  const start = shiftedInstant(date, shift.start, zone);
  const end = shiftedInstant(shift.end <= shift.start ? addDays(date, 1) : date, shift.end, zone);
  return {
    id: `u${i}`,
    kind: 'unit',
    unitId: units[int(3)]!.unitId,
    personId: null,
    shiftId: shift.shiftId,
    date,
    start,
    end,
    headcount: 1 + int(2),
    topic: chance(0.3) ? '' : topics[int(3)]!,
    minutes: (end - start) / minuteMs,
    shareMax: 1,
    state: null,
    missingCostPerHour: missing(dice),
    confidence: 1,
  };
}

/** Half of them on a unit that has a need that day, so that rounds can be carried; often near one another. */
function randomSession(i: number, unitNeeds: readonly Need[], dice: Dice): Need {
  const { int, chance, dates } = dice;
  const beside = chance(0.5) ? unitNeeds[int(unitNeeds.length)] : undefined;
  const date = beside?.date ?? dates[int(dates.length)]!;
  const hour = chance(0.4) ? 8 : 7 + int(14);
  const start = shiftedInstant(date, `${String(hour).padStart(2, '0')}:${chance(0.5) ? '00' : '30'}`, zone);
  const outreach = chance(0.2);
  const minutes = outreach ? 45 : 60 + 30 * int(3);
  return {
    id: `s${i}`,
    kind: outreach ? 'outreach' : 'round',
    unitId: outreach && chance(0.5) ? null : (beside?.unitId ?? units[int(3)]!.unitId),
    personId: `C${int(3)}`,
    shiftId: null,
    date,
    start,
    end: start + (outreach ? 75 : minutes) * minuteMs,
    headcount: 1,
    topic: chance(0.15) ? '' : topics[int(3)]!,
    minutes,
    shareMax: outreach || chance(0.4) ? 1 : 2 + int(2),
    state: 'settling',
    missingCostPerHour: missing(dice),
    confidence: 1,
  };
}
