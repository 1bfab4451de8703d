import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FhirProblem } from '../fhir/problem.ts';
import type { Resource } from '../fhir/resource.ts';
import { generatedResource } from '../../generated-resources-for-tests.ts';
import { base, client, hospital, now, openedAt, rules } from '../../small-hospital-for-tests.ts';
import { openAttempt, type Attempt } from '../store/attempt.ts';
import { makeBase } from '../store/base.ts';
import { parsed } from '../store/version.ts';
import { compileCriterion, type SearchContext } from './compile.ts';
import type { Criterion } from './criterion.ts';
import { find } from './find.ts';
import type { SearchParameter } from './parameters.ts';
import type { SearchValue } from './values.ts';

/*
 * The index, the overlay and the narrowing must never lose or invent a match: what `find` answers is compared with a scan of
 * every stored JSON, for every search parameter of every type in the hospital, before and after random writes.
 */

const contextOf = (attempt: Attempt): SearchContext => ({
  attempt,
  address: 'https://ehr.example/fhir',
  now,
  knownCodes: rules.definitions.knownCodes,
  resourceTypes: rules.definitions.resourceTypes,
});

function scan(attempt: Attempt, type: string, { parameter, test }: Criterion): unknown[] {
  const reader = rules.parameters.get(type)?.get(parameter);
  return find(attempt, type, [])
    .map(({ version }) => parsed(version))
    .filter((resource) => test(reader?.values(resource) ?? []))
    .map(({ id }) => id);
}

const escaped = (text: string): string => text.replaceAll(/[\\,|$]/g, (sign) => `\\${sign}`);
const day = (ms: number): string => (Number.isFinite(ms) && Math.abs(ms) < 8e15 ? new Date(ms).toISOString().slice(0, 10) : '2027-02-25');

/** Search values that may hit: made from what the parameter finds in the hospital. */
function wordsFor({ type }: SearchParameter, value: SearchValue): string[] {
  if ('lo' in value) {
    if (type === 'date') return [day(value.lo), day(value.hi), day(value.lo).slice(0, 4)];
    const number = String(Number.isFinite(value.lo) ? value.lo : 5);
    return type === 'number'
      ? [number]
      : [number, `${number}|${value.system ?? ''}|${value.code ?? ''}`, `${number}||${value.unit ?? 'x'}`];
  }
  if ('folded' in value) return [value.exact, value.exact.slice(0, 2)].map(escaped).filter(Boolean);
  if ('parts' in value || 'latitude' in value) return [];
  if ('texts' in value) {
    const code = escaped(value.code ?? 'none');
    return [
      code,
      `${escaped(value.system ?? '')}|${code}`,
      `|${code}`,
      ...(value.system === undefined ? [] : [`${escaped(value.system)}|`]),
    ];
  }
  return value.to === undefined ? [] : [value.to, value.to.split('/')[1] ?? value.to, `https://ehr.example/fhir/${value.to}`];
}

interface Probe {
  readonly type: string;
  readonly name: string;
  readonly value: string;
}

const prefixes = ['', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'];
const modifiers: Readonly<Record<string, readonly string[]>> = {
  token: ['', ':not', ':text', ':missing'],
  string: ['', ':exact', ':contains', ':missing'],
  uri: ['', ':below', ':above', ':missing'],
  reference: ['', ':missing', ':Patient'],
};

/** Every parameter of every type in the hospital with every modifier or prefix that its kind has. */
function probes(resources: readonly Resource[]): Probe[] {
  const types = [...new Set(resources.map(({ resourceType }) => resourceType))];
  return types.flatMap((type) =>
    [...(rules.parameters.get(type)?.values() ?? [])].flatMap((parameter) => {
      const values = resources.filter((one) => one.resourceType === type).flatMap((one) => parameter.values(one));
      const words = [...new Set([...values.flatMap((value) => wordsFor(parameter, value)), 'nothing-like-it'])].slice(0, 12);
      const ranged = ['date', 'number', 'quantity'].includes(parameter.type);
      return words.flatMap((word): Probe[] =>
        ranged
          ? prefixes.map((prefix) => ({ type, name: parameter.code, value: `${prefix}${word}` }))
          : (modifiers[parameter.type] ?? ['']).map((modifier) => ({
              type,
              name: `${parameter.code}${modifier}`,
              value: modifier === ':missing' ? 'true' : word,
            })),
      );
    }),
  );
}

function compiled(context: SearchContext, { type, name, value }: Probe): Criterion | null {
  try {
    return compileCriterion(context, type, name, value);
  } catch (error) {
    if (error instanceof FhirProblem) return null; // a word that is no value for this kind
    throw error;
  }
}

describe('index against scan', () => {
  const all = probes(hospital);
  const generated = [...rules.definitions.resourceTypes].flatMap((type, at) =>
    [1, 2, 3].map((n) => generatedResource(rules.definitions, type, at * 10 + n)),
  );

  it.each([
    ['of the hospital', hospital, 2000],
    ['that there is', generated, 30_000],
  ])('agrees for every parameter of every type %s', (_name, resources, askedMin) => {
    const attempt = openAttempt(makeBase(rules, resources, openedAt));
    const context = contextOf(attempt);
    let hits = 0;
    let asked = 0;
    const differing: unknown[] = [];
    for (const probe of probes(resources)) {
      const criterion = compiled(context, probe);
      if (!criterion) continue;
      asked++;
      const found = find(attempt, probe.type, [criterion]).map(({ version }) => version.id);
      const scanned = scan(attempt, probe.type, criterion);
      if (found.join() !== scanned.join()) differing.push({ probe, found, scanned });
      hits += found.length;
    }
    expect(differing).toEqual([]);
    // A comparison of nothing with nothing would prove nothing.
    expect(asked).toBeGreaterThan(askedMin);
    expect(hits).toBeGreaterThan(asked / 2);
  });

  it('agrees after any writes, and for two criteria at once', () => {
    const write = fc.oneof(
      fc.record({ kind: fc.constant('delete' as const), at: fc.nat(hospital.length - 1) }),
      // What one resource says, said by another of the same type: masks the base and moves values about.
      fc.record({ kind: fc.constant('swap' as const), at: fc.nat(hospital.length - 1), by: fc.nat(hospital.length - 1) }),
      fc.record({ kind: fc.constant('copy' as const), at: fc.nat(hospital.length - 1) }),
    );
    const pick = fc.nat(all.length - 1);
    fc.assert(
      fc.property(fc.array(write, { maxLength: 12 }), fc.array(fc.tuple(pick, pick), { minLength: 10, maxLength: 30 }), (writes, pairs) => {
        const attempt = openAttempt(base);
        const ask = client(attempt);
        for (const one of writes) {
          const resource = hospital[one.at] as Resource;
          const { resourceType: type, id } = resource;
          if (one.kind === 'delete') ask('DELETE', `${type}/${id}`);
          else if (one.kind === 'copy') ask('POST', type, resource);
          else {
            const other = hospital[one.by] as Resource;
            if (other.resourceType === type) ask('PUT', `${type}/${id}`, { ...other, id });
          }
        }
        const context = contextOf(attempt);
        for (const [first, second] of pairs) {
          const probe = all[first] as Probe;
          const other = all[second] as Probe;
          const one = compiled(context, probe);
          const two = other.type === probe.type ? compiled(context, other) : null;
          if (!one) continue;
          const both = two ? [one, two] : [one];
          const expected = both.map((criterion) => new Set(scan(attempt, probe.type, criterion)));
          const found = find(attempt, probe.type, both).map(({ version }) => version.id);
          const scanned = scan(attempt, probe.type, one).filter((id) => expected.every((set) => set.has(id)));
          expect([probe, other, found]).toEqual([probe, other, scanned]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
