import fhirpath from 'fhirpath';
import r4Model from 'fhirpath/fhir-context/r4';
import { describe, expect, it } from 'vitest';
import { generatedResource } from '../../generated-resources-for-tests.ts';
import { hospital, rules } from '../../small-hospital-for-tests.ts';
import { isFields, many, textOf, type Fields, type Resource } from '../fhir/resource.ts';
import { forType } from '../search/parameters.ts';
import { structureOf } from '../validate/structures.ts';
import { compileExpression } from './compile.ts';

/* Our compiled expressions against the FHIRPath engine of the NLM, over the hospital and generated resources of every type. */

const { definitions } = rules;
const types = [...definitions.resourceTypes];
const resources: readonly Resource[] = [
  ...hospital,
  ...types.flatMap((type, at) => [1, 2, 3, 4].map((n) => generatedResource(definitions, type, at * 10 + n))),
];

type Compiled = (focus: unknown, environment?: Record<string, unknown>) => unknown[];
const compiled = new Map<string, Compiled>();
function theirs(expression: string, base: string | null): Compiled {
  const key = `${base ?? ''} ${expression}`;
  let known = compiled.get(key);
  if (!known) {
    known = fhirpath.compile(base === null ? expression : { base, expression }, r4Model, { traceFn: () => undefined }) as Compiled;
    compiled.set(key, known);
  }
  return known;
}

/** A union removes duplicates, which a search does not mind. */
const asSet = (values: readonly unknown[]): string[] =>
  [...new Set(values.map((value) => JSON.stringify(value)))].toSorted((a, b) => (a < b ? -1 : 1));

describe('expressions against fhirpath', () => {
  it('search parameters find the same values', () => {
    const differing: unknown[] = [];
    let found = 0;
    for (const resource of resources)
      for (const { code, base, expression } of definitions.search) {
        const { resourceType: type } = resource;
        if (expression === undefined || !base.some((one) => one === type || one === 'Resource' || one === 'DomainResource')) continue;
        // Neither resolves anything: the type is in the reference.
        const local = expression.replaceAll(/resolve\(\) is (\w+)/g, "reference.startsWith('$1/')");
        const ours = asSet(compileExpression(forType(expression, type), definitions.choices)(resource, resource));
        const wanted = asSet(theirs(local, null)(structuredClone(resource)));
        if (ours.join() !== wanted.join()) differing.push({ type, code, ours, wanted });
        found += wanted.length;
      }
    expect(differing).toEqual([]);
    expect(found).toBeGreaterThan(5000);
  });

  it('invariants are judged the same', () => {
    const differing: unknown[] = [];
    const judged = { fulfilled: 0, broken: 0 };
    // Its engine refuses their patterns.
    const unknown = new Set(['eld-16', 'eld-19']);
    const walk = (value: Fields, type: string, resource: Fields): void => {
      const structure = structureOf(definitions, type);
      for (const { key, evaluate } of structure?.invariants ?? []) {
        if (unknown.has(key)) continue;
        const isWhole = definitions.structures.get(type)?.kind === 'resource';
        const wanted = theirs(definitions.invariants[key]?.expression ?? '', isWhole ? null : type)(structuredClone(value), { resource });
        const isBroken = wanted[0] === false;
        if ((evaluate(value, resource)[0] === false) !== isBroken) differing.push({ key, value });
        judged[isBroken ? 'broken' : 'fulfilled']++;
      }
      for (const [name, inner] of Object.entries(value)) {
        const field = structure?.fields.get(name);
        for (const one of field ? many(inner) : []) {
          if (!isFields(one)) continue;
          if (field?.type === 'Resource') walk(one, textOf(one.resourceType) ?? '', one);
          else walk(one, field?.type ?? '', resource);
        }
      }
    };
    for (const resource of resources) walk(resource, resource.resourceType, resource);
    expect(differing).toEqual([]);
    expect(judged.fulfilled).toBeGreaterThan(1000);
    expect(judged.broken).toBeGreaterThan(100);
  });
});
