import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { daysBetween, shiftedInstant } from '#kernel/time.ts';
import { generateHospital } from './generate.ts';
import { buildHospital } from './hospital.ts';
import { calendarOf } from './rota.ts';
import { visitsOf } from './series.ts';
import { nightSurgeon, rareConsultant, weekFiveRotator } from './story-people.ts';

const zone = 'America/Chicago';

/** Every occurrence of a calendar as ical.js has it: `uid start end`, in order. */
function occurrencesOf(text: string): string[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zoneComponent of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zoneComponent);
  // Left to itself, ical.js takes the exceptions of every other event for this one's too.
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component, { exceptions: [] }));
  const found: string[] = [];
  for (const series of events.filter((event) => !event.isRecurrenceException())) {
    for (const other of events) if (other.isRecurrenceException() && other.uid === series.uid) series.relateException(other);
    const iterator = series.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      const { startDate, endDate } = series.getOccurrenceDetails(next);
      found.push(`${series.uid} ${startDate.toJSDate().toISOString()} ${endDate.toJSDate().toISOString()}`);
    }
  }
  return found.toSorted();
}

describe('rounds.ics', () => {
  const options = { size: 'M', seed: 1, today: '2027-03-08' } as const;
  const text = generateHospital(options).get('rounds.ics') ?? '';
  const hospital = buildHospital(options);
  const calendar = calendarOf(hospital);
  const visits = calendar.flatMap(visitsOf);
  const firstOf = (personId: string): string =>
    visits
      .filter((visit) => visit.personId === personId)
      .map(({ date }) => date)
      .toSorted()[0] ?? '';

  it('repeats on the days that the rest of the demo counts with', () => {
    const ours = calendar.flatMap((series) =>
      visitsOf(series).map(({ date, start, end }) =>
        [series.uid, ...[start, end].map((time) => new Date(shiftedInstant(date, time, zone)).toISOString())].join(' '),
      ),
    );
    expect(occurrencesOf(text)).toEqual(ours.toSorted());
  });

  it('has days off, moved days, five-week turns, clinics, operating blocks and both ways to name a person', () => {
    for (const part of [
      'EXDATE;TZID',
      'RECURRENCE-ID;TZID',
      'INTERVAL=5',
      'CATEGORIES:CLINIC',
      'CATEGORIES:SURGERY',
      'ATTENDEE;',
      'X-PERSON-ID:',
    ])
      expect(text).toContain(part);
  });

  it('folds lines at 75 octets', () => {
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  });

  it('has the rotator come for the first time in week five', () => {
    expect(Math.floor(daysBetween(hospital.goLive, firstOf(weekFiveRotator.id)) / 7) + 1).toBe(5);
  });

  it('has the surgeon operate at three on the night on which the clocks change', () => {
    const night = visits.find(({ personId, date }) => personId === nightSurgeon.id && date === '2027-03-14');
    expect(night).toMatchObject({ start: '03:00', kind: 'surgery' });
    expect(shiftedInstant('2027-03-14', '03:00', zone) - shiftedInstant('2027-03-14', '01:00', zone)).toBe(3_600_000);
  });

  it('has the consultant on the wards once in five weeks', () => {
    const days = visits.filter(({ personId }) => personId === rareConsultant.id).map(({ date }) => date);
    expect(days.length).toBeGreaterThan(0);
    days.slice(1).forEach((day, i) => expect(daysBetween(days[i] ?? '', day)).toBe(35));
  });
});
