import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDefinitions, type DefinitionTable } from '../core/fhir/definitions.ts';
import type { ProfileTable } from '../core/fhir/profiles.ts';
import { compileParameters } from '../core/search/parameters.ts';
import type { Rules } from '../core/store/base.ts';

let rules: Rules | null = null;

/** FHIR R4 and US Core as tools/fhir-definitions.ts wrote them, compiled once per process (about a tenth of a second). */
export function r4(): Rules {
  if (rules) return rules;
  const table = JSON.parse(readFileSync(join(import.meta.dirname, 'r4.json'), 'utf8')) as DefinitionTable;
  const profiles = JSON.parse(readFileSync(join(import.meta.dirname, 'profiles.json'), 'utf8')) as ProfileTable;
  const definitions = readDefinitions(table, profiles);
  return (rules = { definitions, parameters: compileParameters(definitions) });
}
