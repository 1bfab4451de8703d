import { addDays } from '#kernel/time.ts';
import { diceFor } from './dice.ts';
import { message, msh, noPatient, stamp, xcn } from './hl7.ts';
import type { Hospital, Visit } from './model.ts';

const eventsInTurn = ['A01', 'A01', 'A02', 'A08', 'A03'] as const;
const structures = { A01: 'ADT_A01', A02: 'ADT_A02', A03: 'ADT_A03', A08: 'ADT_A01' } as const;

/**
 * Three days of admissions, transfers, changes and discharges: which physician has somebody to see on which unit.
 * There are no patients in it: every PID is ZZTEST, and a visit has a number only.
 */
export function adtHl7(hospital: Hospital, visits: readonly Visit[]): string {
  const dice = diceFor(hospital.options.seed, 'adt');
  const { today } = hospital.options;
  const people = new Map(hospital.people.map((person) => [person.personId, person]));
  const units = new Map(hospital.units.map((unit) => [unit.unitId, unit]));
  const recent = visits.filter(({ date, kind }) => kind === 'round' && date >= addDays(today, -3) && date < today);
  const sent = recent.map((visit, i) => {
    const event = eventsInTurn[i % eventsInTurn.length] ?? 'A01';
    const person = people.get(visit.personId);
    const siteId = units.get(visit.unitId)?.siteId ?? '';
    const at = stamp(visit.date, visit.start);
    if (!person) return { at, text: '' };
    const place = `${visit.unitId}^${dice.between(1, 20)}^${dice.pick(['A', 'B'])}^${siteId}`;
    const from = event === 'A02' ? `ED^${dice.between(1, 30)}^^${siteId}` : '';
    const pv1 = ['PV1', '1', 'I', place, '', '', from, xcn(person), '', '', '', '', '', '', '', '', '', event === 'A01' ? xcn(person) : ''];
    const text = message([
      msh('ADT', siteId, at, `ADT^${event}`, structures[event], `ADT${String(i + 1).padStart(6, '0')}`),
      ['EVN', event, at],
      noPatient,
      [...pv1, '', `V${String(70_000 + i)}`],
    ]);
    return { at, text };
  });
  return sent
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ text }) => text)
    .join('');
}
