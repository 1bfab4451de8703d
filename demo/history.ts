import { addDays } from '#kernel/time.ts';
import { csv } from './csv.ts';
import { diceFor } from './dice.ts';
import type { Hospital, Visit } from './model.ts';
import { backStairsPhysician, rareConsultant } from './story-people.ts';

/** What happened from the first go-live until yesterday: nights were supported less often, one physician never used the EHR. */
export function exposureCsv(hospital: Hospital, visits: readonly Visit[]): string {
  const dice = diceFor(hospital.options.seed, 'exposure');
  const live = new Map(hospital.goLives.map((goLive) => [goLive.unitId, goLive.date]));
  const lived = visits.filter(({ unitId, date }) => date >= (live.get(unitId) ?? '9999') && date < hospital.options.today);
  const days = Map.groupBy(
    lived.toSorted((a, b) => (a.date + a.personId + a.start < b.date + b.personId + b.start ? -1 : 1)),
    ({ personId, date, unitId }) => [personId, date, unitId].join('\t'),
  );
  const rows = [...days].map(([key, seen]) => {
    const onPaper = key.startsWith(`${backStairsPhysician.id}\t`);
    const supported = seen.filter(({ start }) => dice.chance(start >= '19:00' || start < '07:00' ? 0.7 : 0.92)).length;
    return [...key.split('\t'), onPaper ? 0 : seen.length, onPaper ? 0 : supported];
  });
  return csv(['person_id', 'date', 'unit_id', 'live_rounds', 'supported_rounds'], rows);
}

/** One-to-one sessions that were asked for: the back-stairs physician's is tomorrow, as he was promised. */
export function outreachCsv(hospital: Hospital, visits: readonly Visit[]): string {
  const tomorrow = addDays(hospital.options.today, 1);
  const soon = visits.filter(
    ({ kind, date, personId }) => kind === 'round' && date > tomorrow && date <= addDays(tomorrow, 9) && personId !== rareConsultant.id,
  );
  const clinicians = [...new Map(soon.map((visit) => [visit.personId, visit])).values()];
  const step = Math.max(1, Math.floor(clinicians.length / 4));
  const asked = clinicians.filter((_, i) => i % step === 0).slice(0, 4);
  const notes = [
    'Wants her own order sets set up',
    'Discharge paperwork takes too long',
    'Asked to be shown results review',
    'Verbal orders only so far',
  ];
  const hasStory = hospital.people.some(({ personId }) => personId === backStairsPhysician.id);
  const story = [
    backStairsPhysician.id,
    `${tomorrow}T08:00`,
    `${tomorrow}T11:00`,
    60,
    'Too busy for the system, he says; met on the back stairs of 3E: go through the orders of three patients together',
  ];
  return csv(
    ['person_id', 'from', 'to', 'minutes', 'note'],
    [
      ...(hasStory ? [story] : []),
      ...asked.map((visit, i) => [visit.personId, `${visit.date}T11:30`, `${visit.date}T16:00`, 30, notes[i] ?? '']),
    ],
  );
}
