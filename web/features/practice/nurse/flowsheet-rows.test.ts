import { describe, expect, test } from 'vitest';
import { codesOf } from '../fhir/codes.ts';
import { readCell, vitalObservation, vitalRows } from './flowsheet-rows.ts';

const row = (key: string) => {
  const found = vitalRows.find((one) => one.key === key);
  if (!found) throw new Error(key);
  return found;
};
const about = {
  patient: { resourceType: 'Patient' as const, id: 'p' },
  encounter: null,
  at: '2027-03-01T08:00:00-06:00',
  by: {},
  isBackEntry: false,
};

describe('flowsheet', () => {
  test('reads what a nurse types, and says what is impossible', () => {
    expect(readCell(row('temp'), '37,4')).toEqual({ values: [37.4] });
    expect(readCell(row('bp'), '128 / 74')).toEqual({ values: [128, 74] });
    expect(readCell(row('bp'), '128')).toEqual({ problem: 'Type it as 120/80' });
    expect(readCell(row('bp'), '74/128')).toEqual({ problem: 'Systolic first' });
    expect(readCell(row('temp'), '374')).toEqual({ problem: 'Between 25 and 45' });
    expect(readCell(row('hr'), 'fast')).toEqual({ problem: 'Not a number' });
    expect(readCell(row('hr'), '  ')).toBeNull();
  });
  test('writes the resource as the hospital does: pressure with two parts, each with its flag', () => {
    const pressure = vitalObservation(row('bp'), '172/84', about);
    expect(pressure?.component?.map((one) => [codesOf(one.code)[0], one.valueQuantity?.value])).toEqual([
      ['8480-6', 172],
      ['8462-4', 84],
    ]);
    expect(vitalObservation(row('spo2'), '88', about)?.interpretation?.flatMap(codesOf)).toEqual(['L']);
    expect(vitalObservation(row('spo2'), '960', about)).toBeNull();
  });
  test('what comes from paper says so', () => {
    expect(vitalObservation(row('hr'), '80', { ...about, isBackEntry: true })?.extension).toHaveLength(1);
    expect(vitalObservation(row('hr'), '80', about)?.extension).toBeUndefined();
  });
});
