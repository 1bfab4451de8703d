import { FhirProblem, problem } from '../core/fhir/problem.ts';
import { isFields, many, textOf } from '../core/fhir/resource.ts';
import type { FoundThere } from '../core/remote/fetched-base.ts';
import { foreignPage, foreignVersion, leftOut } from '../core/remote/foreign-answers.ts';
import { parseBody } from '../core/rest/json-body.ts';
import type { Pair } from '../core/search/criterion.ts';
import { searchKey } from '../core/remote/fetched-base.ts';
import type { Version } from '../core/store/version.ts';
import { SourceFault, type FhirSource } from '../ports.ts';

/*
 * Reads and searches on the hospital's own FHIR server. Whatever goes wrong there becomes a FhirProblem in words: 502 for what it
 * answered, 504 when it did not, 400 for what it can't do.
 */

/** Fewer are not worth a question: with these most searches are whole, and their total is known. */
const pageSizeMin = 50;
const pageSizeMax = 200;
const pagesMax = 50;
/** Hits of one search that are looked at; who finds more asks for less. */
export const hitsMax = 2000;

const there = "The hospital's own FHIR server";

/** Null: there is none. @throws FhirProblem */
export async function readThere(source: FhirSource, type: string, id: string): Promise<Version | null> {
  const { status, body } = await ask(source, `${type}/${encodeURIComponent(id)}`);
  if (status === 404 || status === 410) return null;
  const version = status === 200 ? foreignVersion(parsedThere(body), type, source.address) : refuse(status, body);
  if (version?.id !== id) throw garbage(`answered the read of a ${type} with something else`);
  return version;
}

/** The first `enough` hits or more, `hitsMax` at most. @throws FhirProblem, also when there are more than `hitsMax` and all are needed */
export async function searchThere(source: FhirSource, type: string, pairs: readonly Pair[], enough: number): Promise<FoundThere> {
  const wanted = Math.min(Math.max(enough, pageSizeMin), hitsMax + 1);
  const key = searchKey(type, pairs);
  let place: string | null = `${key}${pairs.length > 0 ? '&' : ''}_count=${Math.min(wanted, pageSizeMax)}`;
  const found = new Map<string, Version>();
  for (let pages = 0; place !== null && found.size < wanted; pages++) {
    if (pages === pagesMax) throw garbage(`answers a search in more than ${pagesMax} pages`);
    const { status, body } = await ask(source, place);
    const page = status === 200 ? foreignPage(parsedThere(body), type, source.address) : refuse(status, body);
    if (!page) throw garbage(`answered a search of ${type} with something that is no Bundle`);
    const lost: string | null =
      pages === 0
        ? leftOut(
            page.self,
            pairs.map(([name]) => name),
          )
        : null;
    if (lost !== null) throw problem(400, 'not-supported', `${there} left "${lost}" out when it searched ${type}.`, lost);
    for (const version of page.versions) found.set(version.id, version);
    place = page.next;
  }
  if (found.size > hitsMax && enough > hitsMax)
    throw problem(400, 'too-costly', `${there} finds more than ${hitsMax} of ${type}. Ask for less: more conditions, and no sorting.`);
  return { versions: [...found.values()], isWhole: place === null };
}

/** The JSON of its CapabilityStatement, whatever that is. @throws FhirProblem */
export async function metadataThere(source: FhirSource): Promise<unknown> {
  const { status, body } = await ask(source, 'metadata');
  return status === 200 ? parsedThere(body) : refuse(status, body);
}

async function ask(source: FhirSource, place: string): Promise<{ status: number; body: string }> {
  try {
    return await source.get(place);
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    if (error.kind === 'timeout') throw problem(504, 'timeout', `${there} did not answer in time. Try again.`);
    throw problem(502, 'transient', `${there}: ${error.message}`);
  }
}

function parsedThere(body: string): unknown {
  try {
    return parseBody(body);
  } catch (error) {
    if (error instanceof FhirProblem) throw garbage('answered with something that is no JSON');
    throw error;
  }
}

const garbage = (what: string): FhirProblem => problem(502, 'exception', `${there} ${what}.`);

function refuse(status: number, body: string): never {
  if (status === 401 || status === 403)
    throw problem(502, 'login', `${there} does not let us in (${status}). Its token may be wrong or old.`);
  if (status === 429) throw problem(503, 'throttled', `${there} asks us to wait. Try again in a minute.`);
  if (status >= 500) throw problem(502, 'transient', `${there} failed (${status}). Try again.`);
  throw problem(400, 'not-supported', `${there} refused this (${status})${reasonOf(body)}`);
}

/** What its OperationOutcome says, clipped. */
function reasonOf(body: string): string {
  try {
    const outcome = parseBody(body);
    const [issue] = isFields(outcome) ? many(outcome.issue) : [];
    const details = isFields(issue) && isFields(issue.details) ? textOf(issue.details.text) : undefined;
    const text = isFields(issue) ? (textOf(issue.diagnostics) ?? details) : undefined;
    return text === undefined ? '.' : `: ${text.slice(0, 200)}`;
  } catch {
    return '.';
  }
}
