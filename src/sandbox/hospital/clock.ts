import {
  addDays,
  shiftedInstant,
  toLocal,
  toOffsetIso,
  type Instant,
  type LocalDate,
  type LocalTime,
  type TimeZone,
} from '#kernel/time.ts';

/** The hospital's calendar: day 0 is the day on which it starts, and every clock time is of its own zone. */
export interface Clock {
  readonly startsAt: Instant;
  readonly zone: TimeZone;
  readonly today: LocalDate;
  date(day: number): LocalDate;
  instant(day: number, time: LocalTime): Instant;
  /** With the zone's offset, as FHIR wants it. */
  iso(day: number, time: LocalTime): string;
  isoOf(instant: Instant): string;
  /** Date of birth of somebody who turned `age` last on `monthDay` (`MM-DD`). */
  birthDate(age: number, monthDay: string): LocalDate;
}

export function makeClock(startsAt: Instant, zone: TimeZone): Clock {
  const { date: today } = toLocal(startsAt, zone);
  const date = (day: number): LocalDate => addDays(today, day);
  const instant = (day: number, time: LocalTime): Instant => shiftedInstant(date(day), time, zone);
  return {
    startsAt,
    zone,
    today,
    date,
    instant,
    iso: (day, time) => toOffsetIso(instant(day, time), zone),
    isoOf: (at) => toOffsetIso(at, zone),
    birthDate: (age, monthDay) => {
      const year = Number(today.slice(0, 4)) - age - (today.slice(5) < monthDay ? 1 : 0);
      return `${year}-${monthDay}`;
    },
  };
}
