import { problem } from '../core/fhir/problem.ts';
import { readAbilities, type Abilities } from '../core/remote/abilities.ts';
import { FetchedBase, nothingFetched, searchKey, type Fetched, type FoundThere, type Want } from '../core/remote/fetched-base.ts';
import type { Rules } from '../core/store/base.ts';
import type { Version } from '../core/store/version.ts';
import type { FhirSource } from '../ports.ts';
import { BoundedCache } from './bounded-cache.ts';
import { metadataThere, readThere, searchThere } from './remote-reader.ts';

/** How long an answer of the other server counts. */
const cacheMsMax = 60_000;
const cacheLengthMax = 64 * 1_048_576;
/** An interaction that needs more than this is too much for a server elsewhere. */
const wantsMax = 400;
const roundsMax = 40;
const atOnce = 6;

/**
 * The hospital's own FHIR server as the base of attempts: it is read, never written. Answers are kept for a minute and shared by all
 * learners; what each wrote stays with their attempt.
 */
export class RemoteHospital {
  readonly base: FetchedBase;
  readonly abilities: Abilities;
  readonly #source: FhirSource;
  readonly #reads: BoundedCache<Version | null>;
  readonly #searches: BoundedCache<FoundThere>;
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(rules: Rules, source: FhirSource, abilities: Abilities, now: () => number) {
    this.#source = source;
    this.abilities = abilities;
    this.base = new FetchedBase(rules, abilities);
    this.#reads = new BoundedCache({ lengthMax: cacheLengthMax, msMax: cacheMsMax }, now);
    this.#searches = new BoundedCache({ lengthMax: cacheLengthMax, msMax: cacheMsMax }, now);
  }

  /**
   * Runs synchronous work over what is known, fetches what it missed, and runs it again until nothing is missing.
   * @param takeBack undoes what an incomplete run did
   * @throws FhirProblem what the work throws, or what went wrong there
   */
  async over<T>(run: () => T, takeBack: () => void): Promise<T> {
    const fetched = nothingFetched();
    for (let round = 0; ; round++) {
      const { wants, result } = this.attempt(fetched, run);
      if (wants.length === 0) return result();
      takeBack();
      await this.fetch(wants, fetched, round);
    }
  }

  /** One run. `result` only counts when nothing is wanted; it throws what the work threw. */
  attempt<T>(fetched: Fetched, run: () => T): { wants: readonly Want[]; result: () => T } {
    this.base.begin(fetched);
    try {
      const value = run();
      return { wants: this.base.wants, result: () => value };
    } catch (error) {
      return {
        wants: this.base.wants,
        result: () => {
          throw error;
        },
      };
    }
  }

  /** @throws FhirProblem */
  async fetch(wants: readonly Want[], into: Fetched, round: number): Promise<void> {
    if (round >= roundsMax || wants.length + into.reads.size + into.searches.size > wantsMax)
      throw problem(400, 'too-costly', `This would ask the hospital's own FHIR server more than ${wantsMax} times. Ask for less.`);
    for (let at = 0; at < wants.length; at += atOnce)
      await Promise.all(wants.slice(at, at + atOnce).map((want) => this.#fetchOne(want, into)));
  }

  async #fetchOne(want: Want, into: Fetched): Promise<void> {
    if (want.kind === 'read') {
      const key = `${want.type}/${want.id}`;
      into.reads.set(key, await this.#read(key, want));
    } else {
      const key = searchKey(want.type, want.pairs);
      into.searches.set(key, await this.#search(key, want));
    }
  }

  async #read(key: string, { type, id }: Want & { kind: 'read' }): Promise<Version | null> {
    const known = this.#reads.get(key);
    if (known !== undefined) return known;
    return this.#once(key, async () => {
      const version = await readThere(this.#source, type, id);
      this.#reads.set(key, version, lengthOf(version));
      return version;
    });
  }

  async #search(key: string, { type, pairs, enough }: Want & { kind: 'search' }): Promise<FoundThere> {
    const known = this.#searches.get(key);
    if (known && (known.isWhole || known.versions.length >= enough)) return known;
    return this.#once(`${key} ${enough}`, async () => {
      const found = await searchThere(this.#source, type, pairs, enough);
      this.#searches.set(
        key,
        found,
        found.versions.reduce((sum, version) => sum + lengthOf(version), lengthOf(null)),
      );
      return found;
    });
  }

  /** Two who want the same at the same time ask once. */
  #once<T>(key: string, work: () => Promise<T>): Promise<T> {
    const known = this.#underWay.get(key) as Promise<T> | undefined;
    if (known) return known;
    const begun = work().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, begun);
    return begun;
  }
}

const lengthOf = (version: Version | null): number => 200 + (version?.json?.length ?? 0);

/** Asks the server what it can do. @throws FhirProblem when it can't be used: no answer, no CapabilityStatement, not R4 */
export async function probe(source: FhirSource): Promise<Abilities> {
  const abilities = readAbilities(await metadataThere(source));
  if (!abilities) throw problem(502, 'exception', 'There is a server, but what it answers at /metadata is no CapabilityStatement.');
  if (!abilities.fhirVersion.startsWith('4.0'))
    throw problem(502, 'not-supported', `It speaks FHIR ${abilities.fhirVersion.slice(0, 20) || 'of no version'}; R4 (4.0) is needed.`);
  return abilities;
}

export async function openRemote(rules: Rules, source: FhirSource, now: () => number): Promise<RemoteHospital> {
  return new RemoteHospital(rules, source, await probe(source), now);
}
