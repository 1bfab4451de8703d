import type { Fields, Resource } from '../core/fhir/resource.ts';
import { minuteMs } from '#kernel/time.ts';
import type { Clock } from './clock.ts';
import type { Diagnosis } from './codes.ts';
import { diagnosisConcept, patientRef } from './person.ts';
import { practitioner } from './stay.ts';
import type { Story } from './story.ts';
import { coding, concept, hl7Systems, ref } from './systems.ts';

/** A visit to a clinic: day and time, with whom, why. Past ones are fulfilled, today's may have arrived. */
export interface Visit {
  readonly patient: string;
  readonly day: number;
  readonly time: string;
  readonly provider: string;
  readonly clinic: 'fmc' | 'cvc';
  readonly minutes: number;
  readonly reason: string;
  readonly status: 'booked' | 'arrived' | 'fulfilled' | 'noshow' | 'waitlist';
  readonly diagnosis?: Diagnosis;
  readonly virtual?: boolean;
}

const visit = (
  patient: string,
  day: number,
  time: string,
  provider: string,
  clinic: Visit['clinic'],
  reason: string,
  status: Visit['status'],
  extra: Partial<Visit> = {},
): Visit => ({
  patient,
  day,
  time,
  provider,
  clinic,
  minutes: 20,
  reason,
  status,
  ...extra,
});

export const visits: readonly Visit[] = [
  visit('ruiz-elena', 0, '08:20', 'dr-novak', 'fmc', 'Blood pressure and refill', 'arrived', { diagnosis: 'I10' }),
  visit('foster-amy', 0, '08:40', 'dr-novak', 'fmc', 'Vaccination', 'arrived', { diagnosis: 'Z23' }),
  visit('cole-dennis', 0, '09:00', 'dr-novak', 'fmc', 'Thirsty, losing weight', 'arrived', { diagnosis: 'E11.65' }),
  visit('thompson-elizabeth', 0, '09:20', 'dr-novak', 'fmc', 'Yearly examination', 'booked'),
  visit('ahmed-yusuf', 0, '09:40', 'dr-novak', 'fmc', 'Sore throat', 'booked'),
  visit('hoffman-lee', 0, '10:00', 'dr-novak', 'fmc', 'Back pain', 'booked'),
  visit('park-min', 2, '09:00', 'dr-novak', 'fmc', 'Cholesterol check', 'booked'),
  visit('bauer-ingrid', 1, '10:20', 'dr-chen', 'cvc', 'Blood thinner check', 'booked'),
  visit('moreau-luc', 0, '10:40', 'dr-chen', 'cvc', 'Heart failure follow-up', 'booked', { virtual: true }),
  visit('singh-arjun', 0, '09:20', 'dr-chen', 'cvc', 'Heart check', 'booked'),
  visit('hoffman-lee', -3, '09:00', 'dr-novak', 'fmc', 'Back pain', 'fulfilled', { diagnosis: 'M54.50' }),
  visit('ahmed-yusuf', -2, '11:00', 'dr-novak', 'fmc', 'Sore throat', 'fulfilled', { diagnosis: 'J02.9' }),
  visit('singh-arjun', -10, '14:00', 'dr-chen', 'cvc', 'Heart check with tracing', 'fulfilled', { diagnosis: 'I25.10' }),
  visit('wright-gloria', -21, '15:00', 'dr-novak', 'fmc', 'Knee injection', 'fulfilled', { diagnosis: 'M17.11' }),
  visit('park-min', -1, '10:00', 'dr-novak', 'fmc', 'Cholesterol', 'fulfilled', { diagnosis: 'E78.5' }),
  // On the waiting list: any time from then on will do.
  visit('thompson-elisa', 0, '08:00', 'dr-novak', 'fmc', 'Asthma, wants to come soon', 'waitlist'),
  visit('wright-gloria', 1, '08:00', 'dr-novak', 'fmc', 'Knee again', 'waitlist'),
  visit('thompson-elisa', -1, '13:20', 'dr-novak', 'fmc', 'Asthma', 'noshow'),
];

const clinicTimes = Array.from({ length: 27 }, (_, n) => {
  const minutes = 8 * 60 + n * 20;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}).filter((time) => time < '12:00' || time >= '13:00');

const clinicOf = { 'dr-novak': 'fmc', 'dr-chen': 'cvc' } as const;
export const visitKey = ({ patient, day, time }: Visit): string =>
  `${patient}-${day < 0 ? `m${-day}` : `p${day}`}-${time.replace(':', '')}`;
const slotId = (provider: string, day: number, time: string): string => `slot-${provider}-${day}-${time.replace(':', '')}`;

/** Each provider's calendar from today for eight days, with the booked slots busy. */
export function scheduleResources(clock: Clock): Resource[] {
  const booked = new Set(
    visits.filter(({ day, status }) => day >= 0 && status !== 'waitlist').map(({ provider, day, time }) => slotId(provider, day, time)),
  );
  return Object.entries(clinicOf).flatMap(([provider, clinic]): Resource[] => [
    {
      resourceType: 'Schedule',
      id: `sched-${provider}`,
      active: true,
      actor: [practitioner(provider), ref(`Location/ward-${clinic}`)],
      planningHorizon: { start: clock.iso(0, '08:00'), end: clock.iso(8, '17:00') },
    },
    ...Array.from({ length: 8 }, (_, day) => day).flatMap((day) =>
      clinicTimes.map((time): Resource => {
        const id = slotId(provider, day, time);
        return {
          resourceType: 'Slot',
          id,
          schedule: ref(`Schedule/sched-${provider}`),
          status: booked.has(id) ? 'busy' : time === '16:00' ? 'busy-unavailable' : 'free',
          start: clock.iso(day, time),
          end: clock.isoOf(clock.instant(day, time) + 20 * minuteMs),
        };
      }),
    ),
  ]);
}

export function visitResources(people: ReadonlyMap<string, Story>, clock: Clock): Resource[] {
  return visits.flatMap((one) => {
    const story = people.get(one.patient);
    return story
      ? [appointment(one, story, clock), ...(['arrived', 'fulfilled'].includes(one.status) ? [encounter(one, story, clock)] : [])]
      : [];
  });
}

function period({ day, time, minutes }: Visit, clock: Clock): { start: string; end: string } {
  const start = clock.instant(day, time);
  return { start: clock.isoOf(start), end: clock.isoOf(start + minutes * minuteMs) };
}

function appointment(one: Visit, story: Story, clock: Clock): Resource {
  return {
    resourceType: 'Appointment',
    id: `apt-${visitKey(one)}`,
    status: one.status,
    appointmentType: one.virtual ? { text: 'Video visit' } : concept(hl7Systems.appointmentReason, 'ROUTINE', 'Routine appointment'),
    description: one.reason,
    reasonCode: [{ text: one.reason }],
    ...(one.status === 'waitlist'
      ? { requestedPeriod: [{ start: clock.iso(one.day, one.time), end: clock.iso(7, '17:00') }] }
      : period(one, clock)),
    minutesDuration: one.minutes,
    ...(one.day >= 0 && one.status !== 'waitlist' ? { slot: [ref(`Slot/${slotId(one.provider, one.day, one.time)}`)] } : {}),
    created: clock.date(-40),
    participant: [
      { actor: patientRef(story), status: 'accepted' },
      { actor: practitioner(one.provider), status: 'accepted' },
      { actor: ref(`Location/ward-${one.clinic}`), status: 'accepted' },
    ],
  };
}

function encounter(one: Visit, story: Story, clock: Clock): Resource {
  const done = one.status === 'fulfilled';
  const { start, end } = period(one, clock);
  const classOf: Fields = one.virtual ? coding(hl7Systems.actCode, 'VR', 'virtual') : coding(hl7Systems.actCode, 'AMB', 'ambulatory');
  return {
    resourceType: 'Encounter',
    id: `vis-${visitKey(one)}`,
    status: done ? 'finished' : 'arrived',
    class: classOf,
    type: [{ text: 'Clinic visit' }],
    subject: patientRef(story),
    appointment: [ref(`Appointment/apt-${visitKey(one)}`)],
    participant: [{ individual: practitioner(one.provider) }],
    period: done ? { start, end } : { start },
    ...(one.diagnosis ? { reasonCode: [diagnosisConcept(one.diagnosis)] } : { reasonCode: [{ text: one.reason }] }),
    location: [{ location: ref(`Location/ward-${one.clinic}`) }],
    serviceProvider: ref(`Organization/org-${one.clinic}`),
  };
}
