import { describe, expect, test } from 'vitest';
import { hourMs } from '#kernel/time.ts';
import { frequencies } from '../fhir/frequency.ts';
import type { MedicationAdministration, MedicationRequest } from '../fhir/resources.ts';
import { doseSlots, dueTimes } from './due-times.ts';

const zone = 'America/Chicago';
const at = (text: string): number => Date.parse(text);
const from = at('2027-03-01T00:00-06:00');
const to = from + 24 * hourMs;

function order(code: string, more: Partial<MedicationRequest> = {}): MedicationRequest {
  const timing = frequencies.find((one) => one.code === code)?.timing;
  return {
    resourceType: 'MedicationRequest',
    id: 'm1',
    status: 'active',
    intent: 'order',
    subject: {},
    authoredOn: '2027-02-27T10:00:00-06:00',
    dosageInstruction: [timing ? { timing } : {}],
    ...more,
  };
}
const given = (time: string, status = 'completed'): MedicationAdministration => ({
  resourceType: 'MedicationAdministration',
  id: `a${time}`,
  status,
  subject: {},
  request: { reference: 'MedicationRequest/m1' },
  effectiveDateTime: time,
});
const clock = (instants: readonly number[]): string[] => instants.map((one) => new Date(one - 6 * hourMs).toISOString().slice(11, 16));

describe('doses of an order', () => {
  test('standard times are the ward’s wall clock', () => {
    expect(clock(dueTimes(order('bid'), from, to, zone))).toEqual(['09:00', '21:00']);
    expect(clock(dueTimes(order('meals'), from, to, zone))).toEqual(['08:30', '12:30', '17:30']);
  });
  test('every so many hours counts from the start of the order', () => {
    expect(
      clock(
        dueTimes(order('', { dosageInstruction: [{ timing: { repeat: { frequency: 1, period: 5, periodUnit: 'h' } } }] }), from, to, zone),
      ),
    ).toEqual(['02:00', '07:00', '12:00', '17:00', '22:00']);
  });
  test('nothing before the start, nothing after the end, nothing as needed', () => {
    expect(clock(dueTimes(order('bid', { authoredOn: '2027-03-01T12:00:00-06:00' }), from, to, zone))).toEqual(['21:00']);
    expect(dueTimes(order('bid', { dosageInstruction: [{ asNeededBoolean: true }] }), from, to, zone)).toEqual([]);
    expect(dueTimes(order('continuous'), from, to, zone)).toEqual([]);
    expect(clock(dueTimes(order('once', { authoredOn: '2027-03-01T12:00:00-06:00' }), from, to, zone))).toEqual(['12:00']);
  });
  test('due, late, planned and given, each administration at the nearest due time', () => {
    const now = at('2027-03-01T14:30-06:00');
    const slots = doseSlots(order('qid'), [given('2027-03-01T09:20:00-06:00')], { from, to, now, zone });
    expect(slots.map((slot) => slot.state)).toEqual(['given', 'late', 'planned', 'planned']);
    const soon = doseSlots(order('qid'), [], { from, to, now: at('2027-03-01T12:10-06:00'), zone });
    expect(soon.map((slot) => slot.state)).toEqual(['late', 'due', 'planned', 'planned']);
  });
  test('not given is an answer; a mistaken entry is none', () => {
    const window = { from, to, now: at('2027-03-01T12:00-06:00'), zone };
    expect(doseSlots(order('daily'), [given('2027-03-01T09:00:00-06:00', 'not-done')], window).map((slot) => slot.state)).toEqual([
      'not-given',
    ]);
    expect(doseSlots(order('daily'), [given('2027-03-01T09:00:00-06:00', 'entered-in-error')], window).map((slot) => slot.state)).toEqual([
      'late',
    ]);
  });
  test('as needed doses have no due time and are all shown; a stopped order keeps what was given', () => {
    const window = { from, to, now: at('2027-03-01T12:00-06:00'), zone };
    const asNeeded = order('q4h', { dosageInstruction: [{ asNeededBoolean: true }] });
    expect(doseSlots(asNeeded, [given('2027-03-01T03:00:00-06:00'), given('2027-03-01T10:00:00-06:00')], window)).toHaveLength(2);
    const stopped = order('bid', { status: 'stopped' });
    expect(doseSlots(stopped, [given('2027-03-01T09:00:00-06:00')], window).map((slot) => slot.state)).toEqual(['given']);
  });
});
