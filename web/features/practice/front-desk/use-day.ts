import { addDays, shiftedInstant, toOffsetIso } from '#kernel/time.ts';
import { idOf } from '../fhir/codes.ts';
import { useSearch } from '../fhir/use-fhir.ts';
import { type Appointment, type Schedule, type Slot } from '../fhir/visits.ts';
import { useAttempt } from '../shell/attempt-space.ts';

/** Providers whose calendars are kept, by schedule id. */
export function useCalendars(): { value: string; label: string }[] {
  const query = useSearch<Schedule>('Schedule', { _count: 100 });
  return query.list.map((one) => {
    const provider = one.actor.find((actor) => actor.reference?.startsWith('Practitioner/'));
    return { value: one.id ?? '', label: provider?.display ?? idOf(provider) };
  });
}

export interface DayLine {
  readonly slot: Slot;
  readonly appointment: Appointment | null;
}

const over = ['cancelled', 'entered-in-error', 'waitlist', 'proposed'];

/** One day of one calendar: each slot with whoever has it. */
export function useDay(scheduleId: string, date: string): { lines: DayLine[]; isPending: boolean; error: Error | null } {
  const { zone } = useAttempt();
  const from = toOffsetIso(shiftedInstant(date, '00:00', zone), zone);
  const to = toOffsetIso(shiftedInstant(addDays(date, 1), '00:00', zone), zone);
  const slots = useSearch<Slot>(
    'Slot',
    scheduleId === '' ? null : { schedule: `Schedule/${scheduleId}`, start: [`ge${from}`, `lt${to}`], _count: 200 },
  );
  const appointments = useSearch<Appointment>('Appointment', { date: [`ge${from}`, `lt${to}`], _count: 500 });
  const lines = slots.list
    .map((slot): DayLine => ({
      slot,
      appointment:
        appointments.list.find((one) => !over.includes(one.status) && one.slot?.some((other) => idOf(other) === slot.id)) ?? null,
    }))
    .toSorted((a, b) => Date.parse(a.slot.start) - Date.parse(b.slot.start));
  return { lines, isPending: slots.isPending || appointments.isPending, error: slots.error ?? appointments.error };
}
