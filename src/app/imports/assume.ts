import { coverageImports, loadShifts } from '#coverage/index.ts';
import type { UnitNeed } from '#coverage/core/facts.ts';
import { directoryImports, loadGoLives, loadOrganisation, loadSites } from '#directory/index.ts';
import { unitsFile } from '#directory/files/units-file.ts';
import type { Unit } from '#directory/contract.ts';
import type { Db } from '#platform/db/open.ts';
import { readCsv } from '#platform/files/read-csv.ts';
import type { ReadIssue } from '#platform/files/issue.ts';
import type { ImportKind } from '#platform/imports/kind.ts';
import { wasApplied } from '#platform/imports/store.ts';
import { assumedGoLives, assumedShifts, assumedSites } from '../folder/assumed.ts';

/*
 * A small hospital brings units, people, supporters, unit needs and a calendar. What it has not written down is assumed,
 * as the command line does from a folder, and said; a file brought later replaces the assumption.
 */

const said = (file: string, reason: string): ReadIssue => ({ file, line: 0, column: null, value: '', reason, severity: 'warning' });

/** Units may name sites that nobody described, as long as no sites.csv ever came. */
export function assumeSites(kind: ImportKind<Unit>): ImportKind<Unit> {
  return {
    ...kind,
    async read(tx, bytes, actor, at) {
      if (await wasApplied(tx, 'sites.csv')) return kind.read(tx, bytes, actor, at);
      const known = new Set((await loadSites(tx)).map((site) => site.siteId));
      const { timeZone } = await loadOrganisation(tx);
      const { rows } = await readCsv(unitsFile, [bytes]);
      const missing = assumedSites(
        rows.map(({ row }) => row),
        timeZone,
      ).filter((site) => !known.has(site.siteId));
      if (missing.length > 0) await directoryImports['sites.csv'].apply(tx, missing, actor, at);
      const reading = await kind.read(tx, bytes, actor, at);
      const names = missing.map((site) => site.siteId).join(', ');
      const warning = said(kind.kind, `Site ${names} is not described by a sites.csv: taken to be in the time zone ${timeZone}.`);
      return missing.length === 0 ? reading : { ...reading, issues: [warning, ...reading.issues] };
    },
  };
}

/** Twelve-hour shifts D and N where no shift is on record. */
export function assumeShifts<Row>(kind: ImportKind<Row>): ImportKind<Row> {
  return {
    ...kind,
    async read(tx, bytes, actor, at) {
      const none = (await loadShifts(tx)).length === 0;
      if (none) await coverageImports['shifts.csv'].apply(tx, assumedShifts, actor, at);
      const reading = await kind.read(tx, bytes, actor, at);
      const warning = said(kind.kind, 'No shifts.csv: shifts D from 07:00 to 19:00 and N from 19:00 to 07:00 are assumed.');
      return none ? { ...reading, issues: [warning, ...reading.issues] } : reading;
    },
  };
}

/** A unit goes live on the first day that it needs support, where no go-live is on record. */
export function assumeGoLives(kind: ImportKind<UnitNeed>): ImportKind<UnitNeed> {
  return {
    ...kind,
    async apply(tx, rows, actor, at) {
      const diff = await kind.apply(tx, rows, actor, at);
      if ((await loadGoLives(tx)).length === 0) await directoryImports['go-lives.csv'].apply(tx, assumedGoLives(rows), actor, at);
      return diff;
    },
  };
}

const assumptions: Readonly<Record<string, string>> = {
  'sites.csv': "No sites.csv: sites that are not on record are taken from units.csv, in the organisation's time zone.",
  'shifts.csv': 'No shifts.csv: unless shifts are on record, D from 07:00 to 19:00 and N from 19:00 to 07:00.',
  'go-lives.csv': 'No go-lives.csv: unless go-lives are on record, a unit goes live on the first day that it needs support.',
};

/** What is assumed for want of a file, in words: for the wizard, before anything is applied. */
export async function assumptionsWithout(db: Db, given: readonly string[]): Promise<string[]> {
  return db.tx(async (tx) => {
    const lines: string[] = [];
    for (const [file, line] of Object.entries(assumptions)) if (!given.includes(file) && !(await wasApplied(tx, file))) lines.push(line);
    return lines;
  });
}
