import { problem } from '../fhir/problem.ts';
import type { Pair } from '../search/criterion.ts';
import { readQuery } from '../search/query.ts';
import { matches } from '../search/search.ts';
import type { Version } from '../store/version.ts';
import { contextOf, type Setting } from './call.ts';

/*
 * Interactions whose target is found by a search. Unknown parameters are always an error here: leaving one out would
 * change or delete the wrong resource. https://hl7.org/fhir/R4/http.html#cond-update
 */

/** All resources that the conditions select. @throws FhirProblem 412 when there are no conditions */
export function selected(setting: Setting, type: string, conditions: readonly Pair[]): Version[] {
  const query = readQuery(contextOf(setting), type, conditions, true);
  if (query.criteria.length === 0)
    throw problem(412, 'required', `Which ${type} is meant? A condition is missing, for example ?identifier=system|value.`);
  return matches(contextOf(setting), query).map(({ version }) => version);
}

/** The one resource that the conditions select; null: none. @throws FhirProblem 412 when they are several */
export function selectedOne(setting: Setting, type: string, conditions: readonly Pair[]): Version | null {
  const [first = null, ...others] = selected(setting, type, conditions);
  if (others.length > 0)
    throw problem(412, 'multiple-matches', `${others.length + 1} resources of type ${type} match; the conditions must select one.`);
  return first;
}

/** `identifier=a|b&active=true` as pairs. */
export const pairsOf = (query: string): Pair[] => [...new URLSearchParams(query.replace(/^\?/, ''))];
