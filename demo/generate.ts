import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isLocalDate } from '#kernel/time.ts';
import { adtHl7 } from './adt-hl7.ts';
import { amionCsv } from './amion-csv.ts';
import { exposureCsv, outreachCsv } from './history.ts';
import { buildHospital } from './hospital.ts';
import { learnerShiftsCsv } from './learner-shifts.ts';
import type { Hospital, HospitalOptions } from './model.ts';
import { qgendaCsv } from './qgenda-csv.ts';
import { rosterOf } from './roster.ts';
import { calendarOf } from './rota.ts';
import { roundsIcs } from './rounds-ics.ts';
import { visitsOf, type Series } from './series.ts';
import { surgeryHl7 } from './surgery-hl7.ts';
import { furtherTables, minimalTables } from './tables.ts';

/** A whole go-live as the files of a folder: file name -> text. The same options give the same bytes. */
export function generateHospital(options: HospitalOptions): Map<string, string> {
  const hospital = buildHospital(options);
  const calendar = calendarOf(hospital);
  const tables = options.minimal ? minimalTables : { ...minimalTables, ...furtherTables };
  const files = new Map(Object.entries(tables).map(([name, table]) => [name, table(hospital)] as const));
  files.set('rounds.ics', roundsIcs(hospital, calendar));
  if (!options.minimal) for (const [name, text] of feeds(hospital, calendar)) files.set(name, text);
  return files;
}

/** What other systems export: rosters, messages, and what is known of the weeks before today. */
function feeds(hospital: Hospital, calendar: readonly Series[]): [name: string, text: string][] {
  const [amion, qgenda] = [rosterOf(hospital, 'amion'), rosterOf(hospital, 'qgenda')];
  const visits = [...calendar.flatMap(visitsOf), ...amion, ...qgenda];
  return [
    ...(amion.length > 0 ? [['amion.csv', amionCsv(hospital, amion)] as [string, string]] : []),
    ['qgenda.csv', qgendaCsv(hospital, qgenda)],
    ['surgery.hl7', surgeryHl7(hospital, visits)],
    ['adt.hl7', adtHl7(hospital, visits)],
    ['exposure.csv', exposureCsv(hospital, visits)],
    ['outreach.csv', outreachCsv(hospital, visits)],
    ...(hospital.goLives.some(({ date }) => date > hospital.options.today)
      ? [['learner-shifts.csv', learnerShiftsCsv(hospital)] as [string, string]]
      : []),
  ];
}

/** Writes the files of `generateHospital` into `dir`, which it makes where it does not exist. */
export async function writeHospital(dir: string, options: HospitalOptions): Promise<void> {
  await mkdir(dir, { recursive: true });
  for (const [name, text] of generateHospital(options)) await writeFile(join(dir, name), text);
}

const usage = 'Usage: node demo/generate.ts DIR [--size S|M|L] [--seed 1] [--today 2027-03-08] [--minimal]';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string', default: 'M' },
      seed: { type: 'string', default: '1' },
      today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      minimal: { type: 'boolean', default: false },
    },
  });
  const [dir] = positionals;
  const { size, today } = values;
  const seed = Number(values.seed);
  if (!dir || (size !== 'S' && size !== 'M' && size !== 'L') || !isLocalDate(today) || !Number.isInteger(seed)) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  await writeHospital(dir, { size, seed, today, minimal: values.minimal });
  return 0;
}

if (import.meta.main) process.exitCode = await main();
