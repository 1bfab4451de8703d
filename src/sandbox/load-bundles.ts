import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFields, many, textOf, type Resource } from './core/fhir/resource.ts';
import { FhirProblem } from './core/fhir/problem.ts';
import { parseBody } from './core/rest/json-body.ts';
import { makeBase, type LocalBase, type Rules } from './core/store/base.ts';
import { relinkArrivals, type Arrival } from './core/store/relink.ts';
import { validate } from './core/validate/validate.ts';

export interface Loaded {
  readonly base: LocalBase;
  /** What could not be taken, and what was taken although it is not valid: file, place and reason, one line each. */
  readonly remarks: readonly string[];
}

const idPattern = /^[A-Za-z0-9\-.]{1,64}$/;

/**
 * A hospital from a folder of JSON files: Bundles of any type, or single resources. What is no storable resource is left out
 * and named; what is storable but not valid is taken and named, since it is the owner's own data.
 * @param at time of resources that do not say when they were last updated, ISO 8601.
 */
export function loadBundles(rules: Rules, folder: string, at: string): Loaded {
  const remarks: string[] = [];
  const arrivals: Arrival[] = [];
  for (const file of readdirSync(folder).toSorted()) {
    if (!file.endsWith('.json')) continue;
    try {
      for (const entry of entriesOf(parseBody(readFileSync(join(folder, file), 'utf8')))) takeEntry(rules, entry, file, arrivals, remarks);
    } catch (error) {
      if (!(error instanceof FhirProblem)) throw error;
      remarks.push(`${file}: ${error.message}`);
    }
  }
  return { base: makeBase(rules, relinkArrivals(arrivals), at), remarks };
}

interface RawEntry {
  readonly fullUrl: string | undefined;
  readonly resource: unknown;
  readonly place: string;
}

function entriesOf(json: unknown): RawEntry[] {
  if (!isFields(json) || json.resourceType !== 'Bundle') return [{ fullUrl: undefined, resource: json, place: '' }];
  return many(json.entry).map((entry, index) => ({
    fullUrl: isFields(entry) ? textOf(entry.fullUrl) : undefined,
    resource: isFields(entry) ? entry.resource : undefined,
    place: `entry[${index}]`,
  }));
}

function takeEntry(rules: Rules, { fullUrl, resource, place }: RawEntry, file: string, arrivals: Arrival[], remarks: string[]): void {
  const where = place === '' ? file : `${file}, ${place}`;
  const type = isFields(resource) ? textOf(resource.resourceType) : undefined;
  if (!isFields(resource) || type === undefined || !rules.definitions.resourceTypes.has(type)) {
    remarks.push(`${where}: left out, it is no resource of FHIR R4.`);
    return;
  }
  const id = textOf(resource.id) ?? fullUrl?.replace(/^urn:uuid:|^.*\//, '');
  if (id === undefined || !idPattern.test(id)) {
    remarks.push(`${where}: left out, this ${type} has no usable id.`);
    return;
  }
  const [first, ...others] = validate(rules.definitions, resource).issues;
  if (first)
    remarks.push(`${where}: taken, but ${first.at ?? type}: ${first.text}${others.length > 0 ? ` (and ${others.length} more)` : ''}`);
  arrivals.push({ resource: { ...(resource as Resource), id }, fullUrl });
}
