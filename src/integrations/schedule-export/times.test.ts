import { expect, it } from 'vitest';
import { readExportDate, readExportTime, shiftSpan } from './times.ts';
import { isTimeOff, kindOfTask } from './task.ts';

it('reads dates with the month first, and no others', () => {
  expect(['2027-03-01', '2027-03-01T00:00:00', '3/1/2027', '03-01-27', '3-1-2027'].map(readExportDate)).toEqual(
    Array.from({ length: 5 }, () => '2027-03-01'),
  );
  expect(['', '13/1/2027', '2/30/2027', '1.3.2027', 'Monday', '20270301'].map(readExportDate)).toEqual(
    Array.from({ length: 6 }, () => null),
  );
});

it('reads times in all the ways that schedules write them', () => {
  expect(['07:00', '7:00', '0700', '700', '7', '7a', '7:00 AM', '07:00:00', '7am'].map(readExportTime)).toEqual(
    Array.from({ length: 9 }, () => '07:00'),
  );
  expect(['1930', '7:30 PM', '19:30', '730p'].map(readExportTime)).toEqual(Array.from({ length: 4 }, () => '19:30'));
  expect(['12:00 AM', '24:00', '0000', '12a'].map(readExportTime)).toEqual(Array.from({ length: 4 }, () => '00:00'));
  expect(['', '25:00', '13 PM', '07:60', 'noon', '24:30', '0 AM'].map(readExportTime)).toEqual(Array.from({ length: 7 }, () => null));
});

it('ends on the next day what ends at or before its start, in real hours', () => {
  const zone = 'America/Chicago';
  const hours = (...of: Parameters<typeof shiftSpan>) => {
    const span = shiftSpan(...of);
    return 'reason' in span ? span.reason : (span.end - span.start) / 3_600_000;
  };
  expect(hours('2027-03-01', '19:00', '07:00', null, zone)).toBe(12);
  expect(hours('2027-03-13', '19:00', '07:00', null, zone)).toBe(11);
  expect(hours('2027-11-06', '19:00', '07:00', null, zone)).toBe(13);
  expect(hours('2027-03-01', '07:00', '07:00', null, zone)).toBe(24);
  expect(hours('2027-03-01', '07:00', '06:00', '2027-03-01', zone)).toBe('The shift ends before it starts.');
  expect(hours('2027-03-14', '02:30', '08:00', null, zone)).toContain('the clocks skip it');
  expect(hours('2027-03-01', '07:00', '08:00', '2027-04-01', zone)).toBe('The shift lasts more than a week.');
});

it('tells by a task’s name what is done there, or that it is time off', () => {
  expect(
    ['Surgery Call', 'OR 2', 'Endoscopy', 'Cardiology Clinic', '4 West Rounds', 'Hospitalist A', 'Day'].map((name) =>
      kindOfTask(name, 'round'),
    ),
  ).toEqual(['call', 'surgery', 'surgery', 'clinic', 'round', 'round', 'round']);
  expect(['Vacation', 'PTO', 'Day Off', 'CME', 'Admin'].every(isTimeOff)).toBe(true);
  expect(['Office', 'Day', '4 West'].some(isTimeOff)).toBe(false);
});
