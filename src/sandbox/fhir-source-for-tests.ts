import { answer } from './core/rest/answer.ts';
import { capabilityStatement } from './core/rest/capability.ts';
import { pairsOf } from './core/rest/conditional.ts';
import type { Attempt } from './core/store/attempt.ts';
import { SourceFault, type FhirSource } from './ports.ts';

/** Another FHIR server in memory: an attempt that answers reads. Counts what it was asked, and can be made to fail. */
export class MemorySource implements FhirSource {
  readonly address = 'https://hospital.example/fhir';
  readonly asked: string[] = [];
  /** What it answers instead, while this is set. */
  instead: { status: number; body: string } | SourceFault['kind'] | null = null;
  /** Changes its CapabilityStatement before it is sent. */
  describe: (json: string) => string = (json) => json;
  readonly #attempt: Attempt;

  constructor(attempt: Attempt) {
    this.#attempt = attempt;
  }

  async get(place: string): Promise<{ status: number; body: string }> {
    const url = place.replace(`${this.address}/`, '');
    this.asked.push(url);
    if (typeof this.instead === 'string') throw new SourceFault(this.instead, 'made to fail.');
    if (this.instead) return this.instead;
    if (url === 'metadata') {
      const json = capabilityStatement(this.#attempt.rules, this.address, { version: '1', date: '2027-03-10' });
      return { status: 200, body: this.describe(json) };
    }
    const [path = '', query = ''] = url.split('?');
    const setting = { attempt: this.#attempt, address: this.address, now: 0, newId: () => 'none' };
    const request = { method: 'GET', path, query: pairsOf(query), headers: {}, body: () => null };
    const { status, json } = answer(setting, request);
    return { status, body: json ?? '' };
  }
}
