import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClinicianPage } from '#coverage/contract.ts';
import { addDays, dayMs, hourMs } from '#kernel/time.ts';
import { layOut } from './time-line.ts';

const now = Date.parse('2027-03-17T15:00:00Z');
const today = '2027-03-17';

const page = (part: Partial<ClinicianPage>): ClinicianPage => ({
  personId: 'P1',
  name: 'Min-jun Cho',
  jobRole: 'physician',
  specialty: 'cardiology',
  practiceGroup: '',
  homeUnit: null,
  timeZone: 'America/Chicago',
  clock: { state: 'trained', since: null, liveRounds: 0, supportedRounds: 0, next: null, lapsesAfter: null, why: '' },
  planned: [],
  lived: [],
  forecast: [],
  outreaches: [],
  ...part,
});
const round = (day: number, part: object = {}): ClinicianPage['planned'][number] => ({
  presenceId: `r${day}`,
  start: now + day * dayMs,
  end: now + day * dayMs + hourMs,
  unitId: '4W',
  kind: 'round',
  source: 'ics',
  confidence: 1,
  supporters: [],
  gap: null,
  ...part,
});
const anyDay = fc.integer({ min: -200, max: 200 });

test('whatever is known, all marks and today lie on the line', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyDay), fc.uniqueArray(anyDay), (ahead, behind) => {
      const lived = behind.map((day) => ({ date: addDays(today, day), unitId: '4W', liveRounds: 2, supportedRounds: 1, version: 1 }));
      const line = layOut(page({ planned: ahead.map((day) => round(day)), lived }), now, () => '');
      expect(line.today).toBeGreaterThan(0);
      for (const mark of [...line.lived, ...line.planned]) {
        expect(mark.left).toBeGreaterThanOrEqual(0);
        expect(mark.left + mark.width).toBeLessThanOrEqual(1 + 1e-9);
      }
      expect(line.scale.days).toBeLessThanOrEqual(42 + 42 + 14);
    }),
  );
});

test('a planned round shows whether somebody is beside it', () => {
  const beside = [{ personId: 'S', name: 'Ana', start: now, end: now + hourMs }];
  const line = layOut(page({ planned: [round(1, { supporters: beside }), round(2, { gap: 'nobody free' }), round(3)] }), now, () => '');
  expect(line.planned.map((mark) => mark.kind)).toEqual(['supported', 'gap', 'alone']);
});

test('a cancelled session leaves the line', () => {
  const outreach = {
    outreachId: 'o',
    personId: 'P1',
    start: now,
    end: now + hourMs,
    minutes: 30,
    note: '',
    source: 'page',
    by: '',
    version: 1,
  } as const;
  const drawn = (cancelled: boolean) => layOut(page({ outreaches: [{ ...outreach, cancelled }] }), now, () => '').planned.length;
  expect([drawn(false), drawn(true)]).toEqual([1, 0]);
});

test('a round that is over is drawn as it was lived, not as it was planned', () => {
  const line = layOut(page({ planned: [round(-1), round(1)] }), now, () => '');
  expect(line.planned.map((mark) => mark.key)).toEqual(['pr1']);
});
