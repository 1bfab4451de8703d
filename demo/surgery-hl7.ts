import type { Person } from '#directory/contract.ts';
import { addDays } from '#kernel/time.ts';
import { diceFor, type Dice } from './dice.ts';
import { message, msh, noPatient, plusMinutes, stamp, xcn } from './hl7.ts';
import type { Hospital, Visit } from './model.ts';

/** Days that the operating list is known ahead. */
const listDays = 18;

interface Case {
  readonly id: string;
  readonly visit: Visit;
  readonly surgeon: Person;
  readonly siteId: string;
  readonly room: string;
  readonly minutes: number;
}

const events = { S12: 'Booked', S13: 'Booked', S14: 'Booked', S15: 'Cancelled', S17: 'Deleted', S26: 'Noshow' } as const;
type Event = keyof typeof events;

/**
 * The operating list as SIU messages in the order in which they were sent: two cases in each block, and what became of
 * some of them since: moved (S13), longer (S14), cancelled (S15), booked in error (S17), the patient did not come (S26).
 */
export function surgeryHl7(hospital: Hospital, visits: readonly Visit[]): string {
  const dice = diceFor(hospital.options.seed, 'surgery');
  const { today } = hospital.options;
  const cases = casesOf(hospital, visits, dice);
  const booked = cases.map((one) => siu('S12', one, addDays(today, -10)));
  const changed = cases.flatMap((one, i): string[] => {
    const past = one.visit.date < today;
    if (past) return i % 6 === 0 ? [siu('S26', one, one.visit.date)] : [];
    if (i % 14 === 3) return [siu('S13', moved(one), addDays(today, -2))];
    if (i % 14 === 6) return [siu('S14', { ...one, minutes: one.minutes + 45 }, addDays(today, -2))];
    if (i % 14 === 9) return [siu('S15', one, addDays(today, -1))];
    return i % 28 === 12 ? [siu('S17', one, addDays(today, -1))] : [];
  });
  return [...booked, ...changed].join('');
}

function casesOf(hospital: Hospital, visits: readonly Visit[], dice: Dice): Case[] {
  const { today } = hospital.options;
  const people = new Map(hospital.people.map((person) => [person.personId, person]));
  const sites = new Map(hospital.units.map((unit) => [unit.unitId, unit.siteId]));
  const blocks = visits.filter(({ kind, date }) => kind === 'surgery' && date >= addDays(today, -3) && date <= addDays(today, listDays));
  return blocks.flatMap((block, b) => {
    const surgeon = people.get(block.personId);
    if (!surgeon) return [];
    const first = dice.between(4, 6) * 15;
    const second = plusMinutes(block.date, block.start, first + 30);
    const made = (visit: Visit, minutes: number, n: number): Case => ({
      id: `OR${String(b * 2 + n).padStart(5, '0')}`,
      visit,
      surgeon,
      siteId: sites.get(block.unitId) ?? '',
      room: `OR${String(1 + (b % 6))}`,
      minutes,
    });
    const one = made(block, first, 1);
    return block.start < '06:00' ? [one] : [one, made({ ...block, start: second.time }, dice.between(4, 7) * 15, 2)];
  });
}

/** To the early afternoon of the same day. */
const moved = (one: Case): Case => ({ ...one, visit: { ...one.visit, start: '13:30' } });

function siu(event: Event, one: Case, sentOn: string): string {
  const { id, visit, surgeon, siteId, room, minutes } = one;
  const start = stamp(visit.date, visit.start);
  const finish = plusMinutes(visit.date, visit.start, minutes);
  const length = String(minutes);
  return message([
    msh('ORSCHED', siteId, stamp(sentOn, '16:40'), `SIU^${event}`, 'SIU_S12', `${id}-${event}`),
    ['SCH', '', id, '', '', '', '', '', '', length, 'MIN', `^^^${start}^${stamp(finish.date, finish.time)}`, ...blanks(13), events[event]],
    noPatient,
    ['RGS', '1', 'A'],
    ['AIS', '1', 'A', 'CASE^Operation', start, '', '', length, 'MIN'],
    ['AIL', '1', 'A', `${visit.unitId}^${room}^^${siteId}`, '', '', start, '', '', length, 'MIN'],
    ['AIP', '1', 'A', xcn(surgeon), 'SURGEON', '', start, '', '', length, 'MIN'],
  ]);
}

const blanks = (count: number): string[] => Array.from({ length: count }, () => '');
