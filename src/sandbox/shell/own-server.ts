import type { Clock } from '#platform/deps.ts';
import { Problem } from '#platform/http/problem.ts';
import { FhirProblem } from '../core/fhir/problem.ts';
import type { Rules } from '../core/store/base.ts';
import type { FhirSource } from '../ports.ts';
import { openRemote, probe, type RemoteHospital } from './remote-hospital.ts';
import type { Abilities } from '../core/remote/abilities.ts';

/** The FHIR server that an administrator set up to practise on, opened when somebody first needs it. */
export class OwnServer {
  readonly source: FhirSource | null;
  readonly #rules: () => Rules;
  readonly #clock: Clock;
  #opened: Promise<RemoteHospital> | null = null;

  constructor(source: FhirSource | null, rules: () => Rules, clock: Clock) {
    this.source = source;
    this.#rules = rules;
    this.#clock = clock;
  }

  /** @param address under which an attempt was begun @throws Problem 409 when another server, or none, is set up by now; 503 */
  find(address: string): Promise<RemoteHospital> {
    const { source } = this;
    if (source?.address !== address)
      throw new Problem(409, 'server-changed', 'This attempt stands on a FHIR server that is no longer set up. Begin a new one.');
    this.#opened ??= openRemote(this.#rules(), source, () => this.#clock.now()).catch((error: unknown) => {
      this.#opened = null;
      throw unreachable(error);
    });
    return this.#opened;
  }

  /** Asks it anew what it can do. @throws FhirProblem, Problem 409 */
  async test(): Promise<Abilities> {
    if (!this.source) throw new Problem(409, 'no-server', 'No FHIR server is set up: PRACTICE_FHIR_URL is not set.');
    return probe(this.source);
  }
}

const unreachable = (error: unknown): unknown =>
  error instanceof FhirProblem ? new Problem(503, 'server-unusable', error.message) : error;

/** For routes that speak no FHIR: what went wrong on the hospital's own server, as a Problem. */
export async function asProblem<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw unreachable(error);
  }
}
