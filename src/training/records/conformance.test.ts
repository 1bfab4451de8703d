import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/*
 * The table of docs/subsystems/xapi-conformance.md is true: every test that it names exists, and every section that a test cites
 * is in it.
 */
const root = join(import.meta.dirname, '../../..');
const folders = ['src/training/core/xapi', 'src/training/records'];
const sources = folders
  .flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(root, folder, file)))
  .filter((file) => file.endsWith('.test.ts') && !file.endsWith('conformance.test.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const rows = readFileSync(join(root, 'docs/subsystems/xapi-conformance.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| clause') && !line.startsWith('| ---'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, clause = '', says = '', tests = '']) => ({
    clause,
    says,
    tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  }));

/** As a literal of the source: in quotes of any kind, with what is escaped in there. */
const isThere = (name: string): boolean =>
  [`'${name.replaceAll("'", String.raw`\'`)}'`, `"${name}"`, `\`${name}\``].some((literal) => sources.includes(literal));

test('every row names a clause and tests that exist', () => {
  expect(rows.length).toBeGreaterThan(120);
  expect(rows.filter(({ clause, says, tests }) => clause === '' || says === '' || tests.length === 0)).toEqual([]);
  expect(rows.flatMap(({ tests }) => tests.filter((name) => !isThere(name)))).toEqual([]);
});

test('every section that a test cites is in the table', () => {
  const cited = new Set([...sources.matchAll(/['"`]((?:Data|Communication) \d(?:\.\d+)*)/g)].map(([, clause = '']) => clause));
  const listed = rows.map(({ clause }) => clause);
  const missing = [...cited].filter((clause) => !listed.some((one) => one.startsWith(clause)));
  expect(missing).toEqual([]);
});
