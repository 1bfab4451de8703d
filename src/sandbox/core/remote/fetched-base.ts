import { problem } from '../fhir/problem.ts';
import type { Criterion, Pair } from '../search/criterion.ts';
import { keysOf } from '../search/criterion.ts';
import type { Base, FoundInBase, Rules } from '../store/base.ts';
import { lazyEntry, type Entry, type Version } from '../store/version.ts';
import type { Abilities } from './abilities.ts';

/** Something of another server that is not here yet. */
export type Want =
  | { readonly kind: 'read'; readonly type: string; readonly id: string }
  | { readonly kind: 'search'; readonly type: string; readonly pairs: readonly Pair[]; readonly enough: number };

export interface FoundThere {
  readonly versions: readonly Version[];
  /** False: there are more. */
  readonly isWhole: boolean;
}

/** What was fetched for one interaction. Null: it is not there. */
export interface Fetched {
  readonly reads: Map<string, Version | null>;
  readonly searches: Map<string, FoundThere>;
}

export const nothingFetched = (): Fetched => ({ reads: new Map(), searches: new Map() });

/** More ids or references than this in one question, and servers refuse its address. */
const valueLengthMax = 6000;
const readsMax = 200;

/**
 * Another server's resources as a base. The store works on what was fetched and notes what it missed; whoever runs an interaction then
 * fetches that and runs it again, until nothing was missing. So everything that is built on a base (chains, includes, transactions …)
 * works over another server, and stays synchronous.
 */
export class FetchedBase implements Base {
  readonly rules: Rules;
  readonly #abilities: Abilities;
  #fetched = nothingFetched();
  readonly #wants = new Map<string, Want>();

  constructor(rules: Rules, abilities: Abilities) {
    this.rules = rules;
    this.#abilities = abilities;
  }

  /** From now on this is what is known. */
  begin(fetched: Fetched): void {
    this.#fetched = fetched;
    this.#wants.clear();
  }

  /** What was missed since `begin`: if it is anything, then whatever was answered since does not count. */
  get wants(): readonly Want[] {
    return [...this.#wants.values()];
  }

  get types(): Iterable<string> {
    return this.#abilities.types.keys().filter((type) => this.rules.parameters.has(type));
  }

  version(type: string, id: string): Version | undefined {
    if (!this.#abilities.types.get(type)?.canRead) return undefined;
    const key = `${type}/${id}`;
    const known = this.#fetched.reads.get(key);
    if (known === undefined) this.#wants.set(key, { kind: 'read', type, id });
    return known ?? undefined;
  }

  holds(type: string, id: string): boolean {
    return (this.#fetched.reads.get(`${type}/${id}`) ?? null) !== null;
  }

  searches(type: string, parameter: string): boolean {
    const ability = this.#abilities.types.get(type);
    return ability === undefined || (ability.canSearch && ability.parameters.has(parameter));
  }

  find(type: string, criteria: readonly Criterion[], enough: number): FoundInBase {
    const ability = this.#abilities.types.get(type);
    // A type that the server does not know is one of which it has nothing.
    if (!ability || criteria.some((one) => keysOf(one)?.length === 0)) return { entries: [], isWhole: true };
    const ids = criteria.filter(({ parameter }) => parameter === '_id').flatMap((one) => keysOf(one) ?? []);
    if (ability.canRead && ids.length > 0 && ids.length <= readsMax) return { entries: this.#readAll(type, ids, criteria), isWhole: true };
    if (!ability.canSearch) throw problem(400, 'not-supported', `The hospital's own FHIR server does not search ${type}.`);
    for (const { parameter, asked } of criteria) checkAsked(type, parameter, asked, ability.parameters);
    const pairs = criteria.map(({ asked }) => asked);
    const key = searchKey(type, pairs);
    const known = this.#fetched.searches.get(key);
    if (!known || (!known.isWhole && known.versions.length < enough)) this.#wants.set(key, { kind: 'search', type, pairs, enough });
    return { entries: (known?.versions ?? []).map((version) => this.#entry(version)), isWhole: known?.isWhole ?? false };
  }

  /** Another server's past is not told: histories begin with what it has now. */
  versionsOf(): readonly Version[] {
    return [];
  }

  #readAll(type: string, ids: readonly string[], criteria: readonly Criterion[]): Entry[] {
    return [...new Set(ids)]
      .flatMap((id) => this.version(type, id) ?? [])
      .map((version) => this.#entry(version))
      .filter((entry) => criteria.every(({ parameter, test }) => test(entry.values(parameter))));
  }

  #entry(version: Version): Entry {
    return lazyEntry(version, this.rules.parameters.get(version.type) ?? new Map());
  }
}

/** By which name a search is remembered. */
export const searchKey = (type: string, pairs: readonly Pair[]): string => `${type}?${new URLSearchParams(pairs.map(([a, b]) => [a, b]))}`;

function checkAsked(type: string, parameter: string, [name, value]: Pair, declared: ReadonlySet<string>): void {
  if (!declared.has(parameter))
    throw problem(
      400,
      'not-supported',
      `The hospital's own FHIR server does not say that it can search ${type} by "${parameter}". Leave it out, or ask for single resources.`,
      name,
    );
  if (value.length > valueLengthMax)
    throw problem(400, 'too-costly', `That would be too many values in one question to the hospital's own FHIR server.`, name);
}
