import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFolder, type FolderReading } from '#app/folder/folder.ts';
import { buildNeeds } from '#coverage/core/demand/build-needs.ts';
import { defaultSettings } from '#coverage/core/settings.ts';
import type { Supporter } from '#coverage/core/facts.ts';
import { datesFrom, isoWeek } from '#kernel/time.ts';
import { generateHospital } from './generate.ts';
import { storyFolder, storyNames } from './stories/stories.ts';

async function readingOf(files: ReadonlyMap<string, string>): Promise<FolderReading> {
  const dir = await mkdtemp(join(tmpdir(), 'demo-'));
  try {
    for (const [name, text] of files) await writeFile(join(dir, name), text);
    return await readFolder(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** Noon to noon is enough to tell a day off: absences here begin and end at a change of shift. */
const isAway = (supporter: Supporter, date: string): boolean =>
  supporter.unavailable.some(({ start, end }) => start <= Date.parse(`${date}T18:00Z`) && Date.parse(`${date}T18:00Z`) < end);

function supplyHours(supporter: Supporter, from: string, to: string): number {
  const { availableFrom, availableTo, shifts, maxHoursWeek } = supporter;
  const there = datesFrom(from, to).filter(
    (date) =>
      (availableFrom === null || date >= availableFrom) && (availableTo === null || date <= availableTo) && !isAway(supporter, date),
  );
  const shiftHours = shifts.some((shift) => shift.endsWith('8')) ? 8 : 12;
  return [...Map.groupBy(there, isoWeek).values()].reduce((sum, days) => sum + Math.min(maxHoursWeek, days.length * shiftHours), 0);
}

describe.each(['S', 'M', 'L'] as const)('%s, as the imports read it', (size) => {
  const reading = readingOf(generateHospital({ size, seed: 1, today: '2027-03-08' }));

  it('has no error, and no warning but for shifts that are struck or drafts', async () => {
    const { issues, missing } = await reading;
    expect(missing).toEqual([]);
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(new Set(issues.map(({ column }) => column))).toEqual(new Set(size === 'S' ? ['IsStruck'] : ['IsStruck', 'IsPublished']));
  });

  it('has 1.15 to 1.25 hours of supporters for each hour of need', async () => {
    const { facts, span } = await reading;
    const range = span ?? { from: '', to: '' };
    const demand = buildNeeds(facts, defaultSettings, range).reduce(
      (sum, need) => sum + (need.headcount * need.minutes) / 60 / need.shareMax,
      0,
    );
    const supply = facts.supporters.reduce((sum, supporter) => sum + supplyHours(supporter, range.from, range.to), 0);
    expect(supply / demand).toBeGreaterThan(1.15);
    expect(supply / demand).toBeLessThan(1.25);
  });
});

describe('other days and seeds', () => {
  it.each([
    ['M', '2027-10-30', 7],
    ['S', '2026-12-31', 42],
    ['M', '2028-02-29', 3],
  ] as const)('%s of %s with seed %d is read without an error', async (size, today, seed) => {
    const { issues, missing } = await readingOf(generateHospital({ size, seed, today }));
    expect(missing).toEqual([]);
    expect(issues.filter(({ severity, column }) => severity === 'error' || column === null)).toEqual([]);
  });
});

describe('small folders', () => {
  it('S with four CSV files and a calendar needs only to be told what it assumes', async () => {
    const { issues, facts } = await readingOf(generateHospital({ size: 'S', seed: 1, today: '2027-03-08', minimal: true }));
    expect(issues.map(({ file, severity }) => `${file} ${severity}`).toSorted()).toEqual([
      'go-lives.csv warning',
      'shifts.csv warning',
      'sites.csv warning',
    ]);
    expect(facts.sites).toEqual([{ siteId: 'PFK', name: 'PFK', timeZone: 'America/Chicago' }]);
    expect(facts.presences.length).toBeGreaterThan(50);
  });

  it.each(storyNames)('%s is read without an error', async (name) => {
    const { issues, missing, facts } = await readingOf(storyFolder(name));
    expect(missing).toEqual([]);
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(facts.supporters.length).toBeLessThan(6);
  });
});
