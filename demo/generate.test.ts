import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { daysBetween } from '#kernel/time.ts';
import { generateHospital, writeHospital } from './generate.ts';
import type { Size } from './model.ts';
import { recordsOf, type Rows } from './records-for-tests.ts';

const today = '2027-03-08';
const files = (size: Size, more: Partial<{ seed: number; today: string; minimal: boolean }> = {}): Map<string, string> =>
  generateHospital({ size, seed: 1, today, ...more });

describe('the generator', () => {
  it('writes the same bytes for the same options', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'demo-'));
    try {
      await writeHospital(dir, { size: 'M', seed: 1, today });
      const expected = files('M');
      expect((await readdir(dir)).toSorted()).toEqual([...expected.keys()].toSorted());
      for (const [name, text] of expected) {
        const written = await readFile(join(dir, name), 'utf8');
        expect(written === text ? name : 'differs').toBe(name);
      }
    } finally {
      await rm(dir, { recursive: true });
    }
  });

  it('writes other people for another seed, in the same places', () => {
    const [one, two] = [files('M'), files('M', { seed: 2 })];
    expect(one.get('people.csv')).not.toBe(two.get('people.csv'));
    expect(one.get('units.csv')).toBe(two.get('units.csv'));
    expect(one.get('unit-needs.csv')).toBe(two.get('unit-needs.csv'));
  });

  it.each([
    ['S', { sites: 1, units: 4, beds: 25, physicians: 14, others: 110, supporters: 15 }],
    ['M', { sites: 3, units: 14, beds: 220, physicians: 140, others: 900, supporters: 70 }],
    ['L', { sites: 6, units: 60, beds: 1000, physicians: 607, others: 4100, supporters: 300 }],
  ] as const)('%s has the size that was promised', (size, promised) => {
    const all = files(size);
    const rows = (name: string): Rows => recordsOf(all, name);
    const physicians = rows('people.csv').filter((person) => person['job_role'] === 'physician').length;
    expect({
      sites: rows('sites.csv').length,
      units: rows('units.csv').length,
      beds: rows('units.csv').reduce((sum, unit) => sum + Number(unit['beds']), 0),
      physicians,
      others: rows('people.csv').length - physicians,
      supporters: rows('supporters.csv').length,
    }).toEqual(promised);
  });

  it('M has twelve practices', () => {
    const practices = new Set(recordsOf(files('M'), 'people.csv').map((person) => person['practice_group']));
    practices.delete('');
    expect(practices.size).toBe(12);
  });

  it('--minimal writes four CSV files and a calendar', () => {
    expect([...files('S', { minimal: true }).keys()].toSorted()).toEqual([
      'people.csv',
      'rounds.ics',
      'supporters.csv',
      'unit-needs.csv',
      'units.csv',
    ]);
  });

  it.each(['2027-03-08', '2027-03-14', '2026-11-22', '2028-02-29', '2027-10-30'])('%s falls in week two of the first wave', (day) => {
    const goLives = recordsOf(files('M', { today: day }), 'go-lives.csv');
    const dates = [...new Set(goLives.map((goLive) => goLive['date'] ?? ''))].toSorted();
    expect(dates).toHaveLength(3);
    const age = daysBetween(dates[0] ?? '', day);
    expect(age).toBeGreaterThanOrEqual(7);
    expect(age).toBeLessThan(14);
    expect(dates[1]! > day).toBe(true);
  });
});
