import { defined } from '#kernel/assert.ts';
import { toInstant, type Instant } from '#kernel/time.ts';
import type { CoverageFacts, PersonFact, Presence, Supporter, UnitFact } from '../facts.ts';

/** A hospital with nothing in it but what a test says. */
export function factsOf(some: Partial<CoverageFacts> = {}): CoverageFacts {
  return {
    sites: [{ siteId: 'main', name: 'Main', timeZone: 'America/Chicago' }],
    units: [unitOf('4W'), unitOf('OR', { floor: '2' })],
    goLives: [
      { wave: '1', unitId: '4W', date: '2027-03-01', weeks: 4, cpoe: 'mandatory' },
      { wave: '1', unitId: 'OR', date: '2027-03-01', weeks: 4, cpoe: 'mandatory' },
    ],
    people: [],
    shifts: [
      { shiftId: 'D', start: '07:00', end: '19:00', night: false },
      { shiftId: 'N', start: '19:00', end: '07:00', night: true },
    ],
    supporters: [],
    unitNeeds: [],
    presences: [],
    exposures: [],
    outreaches: [],
    trainedOn: new Map(),
    signOffs: [],
    ...some,
  };
}

export const unitOf = (unitId: string, some: Partial<UnitFact> = {}): UnitFact => ({
  unitId,
  name: unitId,
  siteId: 'main',
  building: 'A',
  floor: '4',
  zone: 'west',
  specialty: '',
  beds: 20,
  ...some,
});

export const personOf = (personId: string, some: Partial<PersonFact> = {}): PersonFact => ({
  personId,
  givenName: 'Given',
  familyName: personId,
  jobRole: 'physician',
  specialty: '',
  practiceGroup: '',
  employment: 'in-house',
  homeUnit: null,
  ...some,
});

export const supporterOf = (personId: string, knows: readonly string[]): Supporter => ({
  personId,
  kind: 'ate',
  knows,
  sites: ['main'],
  shifts: ['D', 'N'],
  maxHoursWeek: 40,
  minRestHours: 11,
  maxConsecutiveDays: 6,
  costPerHour: 50,
  availableFrom: null,
  availableTo: null,
  unavailable: [],
});

/** In Chicago: `2027-03-01T07:00`. */
export function at(local: string, zone = 'America/Chicago'): Instant {
  const [date, time] = local.split('T');
  const found = toInstant(defined(date, 'date'), defined(time, 'time'), zone);
  if (!found.ok) throw new Error(found.refusal.text);
  return found.value;
}

export const presenceOf = (personId: string, start: string, end: string, some: Partial<Presence> = {}): Presence => ({
  presenceId: `${personId}-${start}-${some.kind ?? 'round'}-${some.source ?? 'ics'}`,
  personId,
  unitId: '4W',
  start: at(start),
  end: at(end),
  kind: 'round',
  source: 'ics',
  confidence: 0.95,
  ...some,
});
