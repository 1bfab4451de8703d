import { randomStream } from '../src/kernel/random.ts';
import { addDays, datesFrom, shiftedInstant, weekday, minuteMs, type LocalDate } from '../src/kernel/time.ts';
import type { ShiftDefinition } from '../src/coverage/core/facts.ts';
import type { Need } from '../src/coverage/core/need.ts';
import type { PlanProblem, PlanSupporter, PlanUnit } from '../src/coverage/core/plan/problem.ts';
import { defaultWeights } from '../src/coverage/core/plan/weights.ts';

/*
 * A synthetic go-live that behaves like a real one: sites of a dozen units, each with one specialty; a topic seat by
 * day and by night; clinicians who round where their specialty is, a few of them for the first time; supporters mostly
 * in-house at one site, and vendors who work at two or three neighbouring ones. Supply is 1.2 times demand in hours.
 */

export interface InstanceSize {
  readonly supporters: number;
  readonly days: number;
  readonly units: number;
}

const zone = 'America/Chicago';
const from: LocalDate = '2027-03-01';
const specialties = ['cardiology', 'surgery', 'medicine', 'orthopedics', 'oncology', 'pediatrics', 'neurology', 'obstetrics'];
const roles = ['nurse', 'pharmacist', 'front-desk'];

const shifts: ShiftDefinition[] = [
  { shiftId: 'D', start: '07:00', end: '19:00', night: false },
  { shiftId: 'N', start: '19:00', end: '07:00', night: true },
];

export function makeInstance(size: InstanceSize, seed = 1, supply = 1.2): PlanProblem {
  const random = randomStream(seed * 7919 + size.supporters);
  const unitsPerSite = size.units <= 8 ? 4 : 12;
  const to = addDays(from, size.days - 1);
  const units: (PlanUnit & { specialty: string; floor: number })[] = Array.from({ length: size.units }, (_, i) => ({
    unitId: `U${i + 1}`,
    siteId: `S${Math.floor(i / unitsPerSite) + 1}`,
    zone,
    specialty: specialties[Math.floor(random() * specialties.length)]!,
    floor: i % 6,
  }));
  const sites = Math.ceil(size.units / unitsPerSite);
  const supporters = makeSupporters(size, sites, units, random);
  const hours = supporters.reduce((sum, s) => sum + Math.min(s.maxHoursWeek, 36 + (s.maxHoursWeek >= 48 ? 12 : 0)), 0) * (size.days / 7);
  const needs = makeNeeds(size, units, (hours / supply) * 1, random);
  const travelMin = Float32Array.from({ length: units.length ** 2 }, (_, k) => {
    const a = units[Math.floor(k / units.length)]!;
    const b = units[k % units.length]!;
    return a === b ? 0 : a.siteId === b.siteId ? 3 + 2 * Math.abs(a.floor - b.floor) : 30;
  });
  return {
    from,
    to,
    supporters,
    shifts,
    units: units.map(({ unitId, siteId }) => ({ unitId, siteId, zone })),
    travelMin,
    zone,
    needs,
    weights: defaultWeights,
    fixed: [],
    before: [],
    previous: null,
    pairings: [],
  };
}

function makeSupporters(
  size: InstanceSize,
  sites: number,
  units: readonly { siteId: string; unitId: string; specialty: string }[],
  random: () => number,
): PlanSupporter[] {
  const chance = (p: number): boolean => random() < p;
  return Array.from({ length: size.supporters }, (_, i) => {
    const vendor = chance(0.25);
    const home = Math.floor((i / size.supporters) * sites);
    const near = [home, (home + 1) % sites, (home + 2) % sites].slice(0, vendor ? 2 + Number(chance(0.3)) : 1);
    const at = [...new Set(near)].map((site) => `S${site + 1}`);
    const local = units.filter((unit) => at.includes(unit.siteId));
    const own = local[Math.floor(random() * local.length)]!;
    const knows = new Set([chance(0.65) ? 'nurse' : roles[Math.floor(random() * roles.length)]!, own.specialty]);
    if (chance(0.4)) knows.add(local[Math.floor(random() * local.length)]!.specialty);
    const nightOnly = chance(0.12);
    const away = Math.floor(random() * size.days);
    const start = shiftedInstant(addDays(from, away), '00:00', zone);
    return {
      personId: `P${i + 1}`,
      kind: vendor ? ('ate' as const) : ('super-user' as const),
      knows: [...knows],
      sites: at,
      shifts: nightOnly ? ['N'] : chance(0.55) ? ['D', 'N'] : ['D'],
      maxHoursWeek: vendor ? 48 : 40,
      minRestHours: 10,
      maxConsecutiveDays: vendor ? 6 : 5,
      costPerHour: vendor ? 95 + Math.floor(random() * 30) : 42 + Math.floor(random() * 16),
      availableFrom: null,
      availableTo: null,
      unavailable: chance(0.5) ? [{ start, end: start + (1 + Math.floor(random() * 3)) * 1440 * minuteMs }] : [],
      employment: vendor ? ('vendor' as const) : ('in-house' as const),
      homeUnit: vendor ? null : own.unitId,
    };
  });
}

/** Fills `hours` of support: rounds first (about a twelfth), then a seat or two per unit and shift. */
function makeNeeds(
  size: InstanceSize,
  units: readonly { unitId: string; specialty: string }[],
  hours: number,
  random: () => number,
): Need[] {
  const needs: Need[] = [];
  const dates = datesFrom(from, addDays(from, size.days - 1));
  const clinicians = Math.max(4, Math.round(size.units * 1.3));
  let left = hours;
  for (let c = 0; c < clinicians; c++) {
    const unit = units[Math.floor(random() * units.length)]!;
    const firstLive = Math.floor(random() * size.days * 1.2);
    const minutes = 60 + 30 * Math.floor(random() * 4);
    const hour = 7 + Math.floor(random() * 9);
    for (const [d, date] of dates.entries()) {
      if (weekday(date) > 5 || random() < 0.45) continue;
      const exclusive = Math.abs(d - firstLive) <= 1;
      const start = shiftedInstant(date, `${String(hour).padStart(2, '0')}:00`, zone);
      const shared = {
        unitId: unit.unitId,
        personId: `C${c + 1}`,
        shiftId: null,
        date,
        start,
        headcount: 1,
        confidence: 1,
        topic: unit.specialty,
      };
      const kind = random() < 0.04 ? 'outreach' : 'round';
      needs.push({
        ...shared,
        id: `r${c + 1}-${d}`,
        kind,
        end: start + (kind === 'outreach' ? 180 : minutes) * minuteMs,
        minutes: kind === 'outreach' ? 45 : minutes,
        shareMax: kind === 'outreach' || exclusive ? 1 : 3,
        state: exclusive ? 'first-live-round' : 'settling',
        missingCostPerHour: exclusive ? 900 : 400,
      });
      left -= minutes / 60;
    }
  }
  const seats = Math.floor(left / 12);
  const perShift = seats / (size.units * size.days * 2);
  units.forEach((unit, u) => {
    for (const [d, date] of dates.entries())
      for (const { shiftId, start, end, night } of shifts) {
        const wanted = perShift * (night ? 0.7 : 1.3) * (weekday(date) > 5 ? 0.8 : 1.08);
        const headcount = Math.floor(wanted) + Number(random() < wanted % 1);
        if (headcount === 0) continue;
        const topic = u % 5 === 4 ? roles[1 + (u % 2)]! : u % 3 === 0 ? unit.specialty : 'nurse';
        needs.push({
          id: `u${u + 1}-${d}-${shiftId}`,
          kind: 'unit',
          unitId: unit.unitId,
          personId: null,
          shiftId,
          date,
          start: shiftedInstant(date, start, zone),
          end: shiftedInstant(night ? addDays(date, 1) : date, end, zone),
          headcount,
          topic,
          minutes: 720,
          shareMax: 1,
          state: null,
          missingCostPerHour: 300,
          confidence: 1,
        });
      }
  });
  return needs.toSorted((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
}
