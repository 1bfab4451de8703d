import { expect, test } from 'vitest';
import type { ClinicianPage } from '#coverage/contract.ts';
import { hourMs } from '#kernel/time.ts';
import { aroundNext, outreachWindow } from './outreach-window.ts';

const zone = 'America/Chicago';
const now = Date.parse('2027-03-12T12:00:00Z');
const form = { date: '2027-03-13', from: '07:10', to: '08:00', minutes: 30 };

test('times are those of the clinician’s site', () => {
  const read = outreachWindow(form, zone, now);
  expect(read.ok && new Date(read.value.start).toISOString()).toBe('2027-03-13T13:10:00.000Z');
});

test.each([
  [{ date: '' }, 'date'],
  [{ to: '07:10' }, 'to'],
  [{ date: '2027-03-11' }, 'date'],
  [{ minutes: 60 }, 'minutes'],
  [{ date: '2027-03-14', from: '02:30', to: '04:00' }, 'from'], // the clocks skip it
])('%j is refused at the field %s', (part, field) => {
  const read = outreachWindow({ ...form, ...part }, zone, now);
  expect(read.ok ? null : read.refusal.code).toBe(field);
});

test('a form is set to the next presence that has not begun, and can be sent as it is', () => {
  const at = (hours: number) => ({
    start: now + hours * hourMs,
    end: now + (hours + 9) * hourMs,
    unitId: '4W',
    confidence: 1,
    because: '',
  });
  const page: Pick<ClinicianPage, 'planned' | 'forecast' | 'timeZone'> = {
    planned: [],
    forecast: [at(30), at(-2), at(12)],
    timeZone: zone,
  };
  const around = aroundNext(page, now);
  expect(around?.form).toEqual({ date: '2027-03-12', from: '18:00', to: '23:59' }); // its end is on the next day
  expect(around && outreachWindow({ ...around.form, minutes: 30 }, zone, now).ok).toBe(true);
});
