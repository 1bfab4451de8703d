import type { Person } from '#directory/contract.ts';
import type { SupporterKind } from '#coverage/core/facts.ts';
import { addDays, type LocalDate } from '#kernel/time.ts';
import { diceFor, type Dice } from './dice.ts';
import type { DemoNeed, DemoSupporter, DemoUnit, HospitalOptions, Size } from './model.ts';
import { nameSource } from './names.ts';
import { fillPerson } from './people.ts';
import { renalAnalyst, sharedEngineer } from './story-people.ts';
import { hypercareWeeks, waveDate } from './timeline.ts';

export interface SupportTeam {
  readonly people: readonly Person[];
  readonly supporters: readonly DemoSupporter[];
}

export const supporterCount: Readonly<Record<Size, number>> = { S: 15, M: 70, L: 300 };

/**
 * Currency per hour. Contracted trainers were paid 40-50 (Post Bulletin on Mayo's go-live). No bill rate for at-the-elbow
 * staff is published and none of the in-house rates is either: all others are ours.
 */
const costPerHour: Readonly<Record<SupporterKind, number>> = { 'super-user': 42, ate: 95, trainer: 48, 'help-desk': 34, analyst: 58 };

/** What one supporter of physicians knows: the vendor sends people by clinical background, bedside medicine or procedures. */
const physicianTopics: readonly (readonly string[])[] = [
  'hospital-medicine cardiology critical-care oncology infectious-disease neurology endocrinology psychiatry emergency-medicine'.split(' '),
  'general-surgery orthopedics perioperative obstetrics pediatrics emergency-medicine critical-care family-medicine hospital-medicine'.split(
    ' ',
  ),
];

/** The first super-user of a shift took the physicians' course of the unit's own specialty as well. */
const superUserTopics = (unit: DemoUnit, isFirst: boolean): readonly string[] => [
  ...(unit.profile === 'clinic' ? ['ma', 'front-desk'] : []),
  'nurse',
  ...(isFirst ? [unit.specialty] : []),
];

interface Seat {
  readonly personId: string;
  readonly kind: SupporterKind;
  readonly jobRole: string;
  readonly employment: Person['employment'];
  readonly homeUnit: string | null;
  readonly knows: readonly string[];
  readonly sites: readonly string[];
  readonly shifts: readonly string[];
  readonly maxHoursWeek: number;
  readonly availableFrom: LocalDate | null;
  readonly availableTo: LocalDate | null;
}

export function supportTeam(
  goLive: LocalDate,
  units: readonly DemoUnit[],
  needs: readonly DemoNeed[],
  options: HospitalOptions,
): SupportTeam {
  const dice = diceFor(options.seed, 'supporters');
  const nextName = nameSource(dice);
  const superUsers = superUserSeats(goLive, units, needs);
  const seats = [...superUsers, ...otherSeats(supporterCount[options.size] - superUsers.length, goLive, units, options)];
  const named = [renalAnalyst, sharedEngineer];
  const people = seats.map((seat, i) => {
    const name = named.find((one) => one.id === seat.personId) ?? nextName();
    const { personId, jobRole, employment, homeUnit } = seat;
    const known = { personId, givenName: name.givenName, familyName: name.familyName, jobRole, employment, homeUnit };
    return fillPerson(known, 3000 + i, options.today, dice);
  });
  return { people, supporters: seats.map((seat) => ({ ...seat, ...limitsOf(seat), unavailable: absences(seat, options.today, dice) })) };
}

/**
 * Volunteers on their own unit and shift, released from the bedside for its hypercare: one each, and a second on the nights
 * of large units, because nights have fewer resources and outsiders are hardest to get for them.
 */
function superUserSeats(goLive: LocalDate, units: readonly DemoUnit[], needs: readonly DemoNeed[]): Seat[] {
  return units.flatMap((unit) => {
    const start = waveDate(goLive, unit.wave);
    const weekOne = needs.filter((need) => need.unitId === unit.unitId && need.from === start);
    const large = unit.beds >= 26 || unit.profile === 'emergency' || unit.profile === 'intensive';
    return weekOne.flatMap(({ shiftId }) =>
      Array.from({ length: shiftId === 'N' && large ? 2 : 1 }, (_, i): Seat => {
        const inClinic = unit.profile === 'clinic';
        return {
          personId: `SU-${unit.unitId}-${shiftId}${i + 1}`,
          kind: 'super-user',
          jobRole: inClinic ? 'ma' : 'nurse',
          employment: 'in-house',
          homeUnit: unit.unitId,
          knows: superUserTopics(unit, i === 0),
          sites: [unit.siteId],
          shifts: [shiftId],
          maxHoursWeek: shiftId.endsWith('8') ? 40 : 36,
          availableFrom: start,
          availableTo: addDays(start, hypercareWeeks * 7 - 1),
        };
      }),
    );
  });
}

function otherSeats(count: number, goLive: LocalDate, units: readonly DemoUnit[], options: HospitalOptions): Seat[] {
  const ate = Math.round(count * 0.49);
  const trainers = Math.round(count * 0.23);
  const helpDesk = Math.round(count * 0.11);
  const sites = [...new Set(units.map((unit) => unit.siteId))];
  const hasSatellite = options.size !== 'S';
  return [
    ...Array.from({ length: ate }, (_, i) => ateSeat(i, sites, hasSatellite)),
    ...Array.from({ length: trainers }, (_, i) => trainerSeat(i, sites, goLive, hasSatellite)),
    ...Array.from({ length: helpDesk }, (_, i) => helpDeskSeat(i, sites)),
    ...Array.from({ length: count - ate - trainers - helpDesk }, (_, i) => analystSeat(i, sites, hasSatellite)),
  ];
}

const number = (i: number): string => String(i + 1).padStart(2, '0');

function ateSeat(i: number, sites: readonly string[], hasSatellite: boolean): Seat {
  const toSatellite = hasSatellite && i % 6 === 5;
  const shifts = !hasSatellite ? ['D', 'N'] : toSatellite ? ['D8', 'E8', 'N8'] : i % 7 === 3 ? ['D', 'N'] : [i % 2 === 0 ? 'D' : 'N'];
  return {
    personId: `ATE-${number(i)}`,
    kind: 'ate',
    jobRole: 'ate-supporter',
    employment: 'vendor',
    homeUnit: null,
    knows: !hasSatellite
      ? ['*']
      : ['nurse', 'physician', ...(toSatellite ? ['family-medicine', 'ma'] : (physicianTopics[(i >> 1) % physicianTopics.length] ?? []))],
    sites: toSatellite ? sites : hasSatellite ? sites.slice(0, -1) : sites,
    shifts,
    maxHoursWeek: 48,
    availableFrom: null,
    availableTo: null,
  };
}

/** Half teach wave two until its classes end; from then on their hours are the plan's. */
function trainerSeat(i: number, sites: readonly string[], goLive: LocalDate, hasSatellite: boolean): Seat {
  const freeFrom = hasSatellite && i % 2 === 1 ? addDays(waveDate(goLive, 2), -1) : goLive;
  return {
    personId: `TR-${number(i)}`,
    kind: 'trainer',
    jobRole: 'trainer',
    employment: 'in-house',
    homeUnit: null,
    knows: ['nurse', 'physician', 'perioperative', ...(physicianTopics[i % physicianTopics.length] ?? [])],
    sites,
    shifts: i % 4 === 2 && hasSatellite ? ['D', 'D8', 'E8'] : ['D'],
    maxHoursWeek: 40,
    availableFrom: freeFrom,
    availableTo: null,
  };
}

const helpDeskSeat = (i: number, sites: readonly string[]): Seat => ({
  personId: `HD-${number(i)}`,
  kind: 'help-desk',
  jobRole: 'help-desk',
  employment: 'in-house',
  homeUnit: null,
  knows: ['nurse', 'ma', 'front-desk', 'biller'],
  sites: sites.slice(0, 1),
  shifts: [i % 2 === 0 ? 'D' : 'N'],
  maxHoursWeek: 24,
  availableFrom: null,
  availableTo: null,
});

/** Analysts build the system by day: half a week at most. The first knows the renal build, the second serves two hospitals. */
function analystSeat(i: number, sites: readonly string[], hasSatellite: boolean): Seat {
  const shared = i % 3 === 1;
  return {
    personId: i === 0 && hasSatellite ? renalAnalyst.id : i === 1 ? sharedEngineer.id : `AN-${number(i)}`,
    kind: 'analyst',
    jobRole: 'analyst',
    employment: shared ? 'shared' : i % 3 === 2 ? 'consultant' : 'in-house',
    homeUnit: null,
    knows:
      i === 0 && hasSatellite
        ? ['physician', 'nephrology']
        : ['physician', 'nurse', ...(physicianTopics[(i + 2) % physicianTopics.length] ?? [])],
    sites: shared ? [...sites.slice(-1), ...sites.slice(0, -1)] : sites.slice(0, Math.max(1, sites.length - 1)),
    shifts: shared && hasSatellite ? ['D', 'D8'] : ['D'],
    maxHoursWeek: i === 1 ? 8 : 24,
    availableFrom: null,
    availableTo: null,
  };
}

/** Ten hours' rest and a working week's run of days are ours; the literature gives only the risk of shifts over 12.5 hours (Rogers). */
const limitsOf = (seat: Seat): Pick<DemoSupporter, 'minRestHours' | 'maxConsecutiveDays' | 'costPerHour'> => ({
  minRestHours: seat.kind === 'ate' ? 11 : 10,
  maxConsecutiveDays: seat.kind === 'super-user' ? 4 : 5,
  costPerHour: seat.employment === 'consultant' ? 110 : costPerHour[seat.kind],
});

/** About one in four has a day that is already spoken for. */
function absences(seat: Seat, today: LocalDate, dice: Dice): string[] {
  if (seat.personId === renalAnalyst.id) return [`${addDays(today, 9)}T07:00/${addDays(today, 9)}T19:00`];
  if (!dice.chance(0.25)) return [];
  const day = addDays(today, dice.between(-5, 40));
  return [seat.shifts[0]?.startsWith('N') ? `${day}T19:00/${addDays(day, 1)}T07:00` : `${day}T00:00/${addDays(day, 1)}T00:00`];
}
