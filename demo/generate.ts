import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isLocalDate } from '#kernel/time.ts';
import { buildHospital } from './hospital.ts';
import type { HospitalOptions } from './model.ts';
import { furtherTables, minimalTables } from './tables.ts';

/** A whole go-live as the files of a folder: file name -> text. The same options give the same bytes. */
export function generateHospital(options: HospitalOptions): Map<string, string> {
  const hospital = buildHospital(options);
  const tables = options.minimal ? minimalTables : { ...minimalTables, ...furtherTables };
  return new Map(Object.entries(tables).map(([name, table]) => [name, table(hospital)] as const));
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
