import fhirpath from 'fhirpath';
import r4Model from 'fhirpath/fhir-context/r4';
import { expect, it } from 'vitest';
import type { SearchDefinition } from '../core/fhir/definitions.ts';
import { isFields, many, textOf, type Resource } from '../core/fhir/resource.ts';
import { openAttempt } from '../core/store/attempt.ts';
import { makeBase } from '../core/store/base.ts';
import { practiceHospital } from '../practice-hospital.ts';
import { client, idsOf, rules } from '../small-hospital-for-tests.ts';

/*
 * The store's searches over the hospital against a naive reading of HL7's search parameters: the expression by the FHIRPath engine of the
 * NLM on every resource, and a comparison in a few lines of its own. Nothing of the store's own extraction or index is used here.
 */

const everyone = practiceHospital.make({ seed: 3, startDate: '2027-03-10', timeZone: 'America/Chicago' });
const perTypeMax = 25;
const byType = Map.groupBy(everyone, ({ resourceType }) => resourceType);
const sample = [...byType].map(([type, all]) => [type, all.filter((_, n) => n % Math.ceil(all.length / perTypeMax) === 0)] as const);
const ask = client(
  openAttempt(
    makeBase(
      rules,
      sample.flatMap(([, some]) => some),
      '2027-03-10T14:00:00.000Z',
    ),
  ),
);

/** One value that a search could be for: what to write behind the `=`, and whether a value of a resource answers it. */
interface Wish {
  readonly written: string;
  readonly matches: (value: unknown) => boolean;
}

const compiled = new Map<string, (focus: unknown) => unknown[]>();
function valuesOf({ expression = '' }: SearchDefinition, resource: Resource): unknown[] {
  // References are resolved by what they say: these two ask the same of a literal reference.
  const kind = /where\(resolve\(\) is (\w+)\)/.exec(expression)?.[1];
  const plain = expression.replaceAll(/\.where\(resolve\(\) is \w+\)/g, '');
  let evaluate = compiled.get(plain);
  if (!evaluate)
    compiled.set(plain, (evaluate = fhirpath.compile(plain, r4Model, { traceFn: () => undefined }) as (focus: unknown) => unknown[]));
  return evaluate(resource).filter((value) => kind === undefined || (isFields(value) && textOf(value.reference)?.startsWith(`${kind}/`)));
}

const codingsOf = (value: unknown): { system: string; code: string }[] => {
  if (typeof value === 'string' || typeof value === 'boolean') return [{ system: '', code: String(value) }];
  if (!isFields(value)) return [];
  const of = value.coding === undefined ? [value] : many(value.coding).filter(isFields);
  return of
    .map((one) => ({ system: textOf(one.system) ?? '', code: textOf(one.code ?? one.value) ?? '' }))
    .filter(({ code }) => code !== '');
};
const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
const wordsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (!isFields(value)) return [];
  return ['family', 'given', 'prefix', 'suffix', 'text', 'line', 'city', 'district', 'state', 'country', 'postalCode'].flatMap((field) =>
    many(value[field]).map(String),
  );
};
const spanOf = (value: unknown): [number, number] | null => {
  if (typeof value === 'string') {
    const from = Date.parse(value);
    return Number.isNaN(from) ? null : [from, value.length <= 10 ? from + 86_400_000 - 1 : from + 999];
  }
  if (!isFields(value) || (value.start === undefined && value.end === undefined)) return null;
  const [from, to] = [spanOf(value.start), spanOf(value.end)];
  return [from?.[0] ?? -Infinity, to?.[1] ?? Infinity];
};

const wishes: Partial<Record<SearchDefinition['type'], (value: unknown) => Wish[]>> = {
  token: (value) =>
    codingsOf(value).flatMap(({ system, code }) => {
      const same = (other: unknown, withSystem: boolean): boolean =>
        codingsOf(other).some((one) => one.code === code && (!withSystem || one.system === system));
      const bare = { written: code, matches: (other: unknown) => same(other, false) };
      return system === '' ? [bare] : [bare, { written: `${system}|${code}`, matches: (other: unknown) => same(other, true) }];
    }),
  reference: (value) => {
    const to = isFields(value) ? textOf(value.reference) : undefined;
    return to === undefined ? [] : [{ written: to, matches: (other) => isFields(other) && other.reference === to }];
  },
  string: (value) =>
    wordsOf(value).map((word) => ({
      written: word.slice(0, 3),
      matches: (other) => wordsOf(other).some((one) => fold(one).startsWith(fold(word.slice(0, 3)))),
    })),
  date: (value) => {
    const span = spanOf(value);
    if (!span || !Number.isFinite(span[0])) return [];
    const day = new Date(span[0]).toISOString().slice(0, 10);
    const [from, to] = spanOf(day) ?? [0, 0];
    const within = (other: unknown): boolean => ((found) => found !== null && found[0] >= from && found[1] <= to)(spanOf(other));
    const later = (other: unknown): boolean => ((found) => found !== null && found[1] > to)(spanOf(other));
    return [
      { written: day, matches: within },
      { written: `gt${day}`, matches: later },
    ];
  },
  quantity: (value) => {
    const amount = isFields(value) ? value.value : undefined;
    if (typeof amount !== 'number') return [];
    return [{ written: `ge${amount}`, matches: (other) => isFields(other) && typeof other.value === 'number' && other.value >= amount }];
  },
};

it('finds over the hospital what a naive reading of every search parameter finds', () => {
  const differing: string[] = [];
  let [asked, hits] = [0, 0];
  for (const [type, resources] of sample)
    for (const definition of rules.definitions.search) {
      const make = wishes[definition.type];
      if (!make || !definition.expression || !definition.base.some((one) => one === type || one === 'DomainResource')) continue;
      const values = resources.map((resource) => valuesOf(definition, resource));
      const wanted = new Map(
        values
          .flat()
          .flatMap(make)
          .map((wish) => [wish.written, wish]),
      );
      for (const { written, matches } of [...wanted.values()].filter((_, n) => n % Math.ceil(wanted.size / 4) === 0)) {
        const expected = resources.flatMap(({ id }, n) => (values[n]?.some(matches) ? [String(id)] : [])).toSorted();
        const answer = ask('GET', `${type}?${definition.code}=${encodeURIComponent(written.replaceAll(/([,$\\])/g, '\\$1'))}&_count=1000`);
        const found = idsOf(answer).toSorted();
        asked += 1;
        hits += expected.length;
        if (expected.join() !== found.join())
          differing.push(`${type}?${definition.code}=${written}: ${expected.length} expected, ${found.length} found`);
      }
    }
  expect(differing).toEqual([]);
  expect(asked).toBeGreaterThan(600);
  expect(hits).toBeGreaterThan(asked);
});
