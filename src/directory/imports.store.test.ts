import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import fc from 'fast-check';
import { testDb } from '#test/harness/test-db.ts';
import type { Db } from '#platform/db/open.ts';
import type { ImportDiff } from '#platform/imports/contract.ts';
import { wordsOf } from './core/words.ts';
import { directoryImports, loadGoLives, loadHistory, loadPeople, loadRolesHeldOn, loadSites } from './index.ts';

let db: Db;
const robot = { accountId: null, name: 'test import' };
const first = Date.parse('2027-03-01T12:00:00Z');

beforeAll(async () => {
  db = await testDb();
});
afterAll(async () => {
  await db.close();
});

/** Reads and applies a file as the import mechanism does; answers what changed and what could not be read. */
async function land(file: keyof typeof directoryImports, csv: string, at = first): Promise<{ diff: ImportDiff; issues: string[] }> {
  const kind = directoryImports[file];
  return db.tx(async (tx) => {
    const { rows, issues } = await kind.read(tx, new TextEncoder().encode(csv), robot, at);
    const diff = await kind.apply(tx, rows.map(({ row }) => row) as never[], robot, at);
    return { diff, issues: issues.filter((issue) => issue.line > 1).map((issue) => `${issue.line} ${issue.column}: ${issue.reason}`) };
  });
}
const written = async (): Promise<Record<string, number>> => {
  const counts = sql<Record<string, number>>`select (select count(*) from audit) audit, (select count(*) from outbox) outbox`;
  return (await counts.execute(db.for<object>())).rows[0] ?? {};
};

const sites = 'site_id,name,time_zone\nMAIN,Lakeview,America/Chicago\nSAT,Satellite,America/Denver\n';
const units = 'unit_id,name,site_id,beds\n4W,Four West,MAIN,24\nICU,Intensive care,MAIN,12\nGONE,Nowhere,XX,1\n';
const header = 'person_id,given_name,family_name,job_role,home_unit,languages,manager_id,hire_date,end_date\n';
const people = `${header}P1,Ada,Alder,nurse,4W,en;es,P2,,\nP2,Bo,Birch,nurse,ICU,en,,2020-01-01,\nP3,Cy,Cedar,physician,9Z,,P99,,\n`;

describe('the files of the directory', () => {
  it('land once, and the same again changes nothing, writes nothing and tells nothing', async () => {
    expect((await land('sites.csv', sites)).diff).toMatchObject({ added: 2, changed: 0 });
    const landed = await land('units.csv', units);
    expect(landed.diff.added).toBe(2);
    expect(landed.issues).toEqual(['4 site_id: There is no such site; the row was left out.']);
    const staff = await land('people.csv', people);
    expect(staff.diff).toMatchObject({ added: 3, addedKeys: ['P1', 'P2', 'P3'] });
    expect(staff.issues).toHaveLength(2);
    expect((await land('go-lives.csv', 'wave,unit_id,date,weeks\n1,4W,2027-03-01,6\n')).diff.added).toBe(1);
    expect(
      (await loadPeople(db)).map(({ personId, homeUnit, managerId, languages }) => [personId, homeUnit, managerId, languages]),
    ).toEqual([
      ['P1', '4W', 'P2', ['en', 'es']],
      ['P2', 'ICU', null, ['en']],
      ['P3', null, null, []],
    ]);
    expect(await loadGoLives(db)).toMatchObject([{ wave: '1', unitId: '4W', cpoe: 'mandatory' }]);

    const before = await written();
    for (const [file, csv] of [
      ['sites.csv', sites],
      ['units.csv', units],
      ['people.csv', people],
    ] as const)
      expect((await land(file, csv, first + 86_400_000)).diff).toMatchObject({ added: 0, changed: 0, withdrawn: 0, absent: 0 });
    expect(await written()).toEqual(before);
  });

  it('tell what a new version changes, and keep who is no longer in it', async () => {
    const later = `${header}P1,Ada,Alder,charge-nurse,ICU,en;es,P2,,\nP3,Cy,Cedar,physician,,,,,2027-03-05\n`;
    const { diff } = await land('people.csv', later, Date.parse('2027-03-10T03:00:00Z')); // still the 9th in Chicago
    expect(diff).toMatchObject({ added: 0, changed: 2, absent: 1, absentKeys: ['P2'] });
    expect(diff.changes[0]).toEqual({
      key: 'P1',
      fields: [
        { field: 'jobRole', was: 'nurse', becomes: 'charge-nurse' },
        { field: 'homeUnit', was: '4W', becomes: 'ICU' },
      ],
    });
    expect(await loadHistory(db, 'P1')).toMatchObject([
      { from: '2027-03-01', to: '2027-03-09', jobRole: 'nurse', homeUnit: '4W' },
      { from: '2027-03-09', to: null, jobRole: 'charge-nurse', homeUnit: 'ICU' },
    ]);
    expect((await loadRolesHeldOn(db, { on: '2027-03-05' })).map((held) => held.personId)).toEqual(['P1', 'P2', 'P3']);
    expect((await loadRolesHeldOn(db, { on: '2027-03-06' })).map((held) => held.personId)).toEqual(['P1', 'P2']);
  });

  it('may swap who manages whom, in one file', async () => {
    const swap = `${header}P1,Ada,Alder,charge-nurse,ICU,en;es,,,\nP2,Bo,Birch,nurse,ICU,en,P1,2020-01-01,\n`;
    expect((await land('people.csv', swap)).diff.changed).toBe(2);
    expect((await loadPeople(db)).find((one) => one.personId === 'P2')?.managerId).toBe('P1');
  });

  it('leave out a row with a NUL, and say so', async () => {
    const { diff, issues } = await land('sites.csv', `${sites}NUL,${'x'.repeat(600)}\0,America/Chicago\n`);
    expect(diff).toMatchObject({ added: 0, unchanged: 2 });
    expect(issues).toHaveLength(1);
  });

  it('leave nothing behind when the transaction fails', async () => {
    const failing = db.tx(async (tx) => {
      await directoryImports['sites.csv'].apply(tx, [{ siteId: 'NEW', name: 'New', timeZone: 'America/Chicago' }], robot, first);
      throw new Error('power cut');
    });
    await expect(failing).rejects.toThrow('power cut');
    expect((await loadSites(db)).map((site) => site.siteId)).toEqual(['MAIN', 'SAT']);
  });
});

it('words of a search are cut as the database cuts those of a person', async () => {
  const letters = fc.constantFrom(...Array.from(`aZ éÉßÑñøĐ-.,;:/'()&_ 0129 Ωω`));
  const texts = fc.sample(fc.array(letters, { maxLength: 24 }), { numRuns: 400, seed: 7 }).map((list) => list.join(''));
  const kept = await sql<{ words: string }>`select directory_words(given) as words from unnest(${texts}::text[]) as given`.execute(
    db.for<object>(),
  );
  expect(kept.rows.map(({ words }) => words.split(' ').filter((word) => word !== ''))).toEqual(texts.map(wordsOf));
});
