import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FhirProblem } from '../fhir/problem.ts';
import type { Resource } from '../fhir/resource.ts';
import { base, client, hospital, rules } from '../../small-hospital-for-tests.ts';
import { logOf, openAttempt } from '../store/attempt.ts';
import { validate } from '../validate/validate.ts';
import { parseBody } from './json-body.ts';

/* Whatever comes in: an answer, never an exception; an OperationOutcome for every error; and then nothing was changed. */

const nasty = fc.constantFrom(
  '__proto__',
  'constructor',
  '_search',
  '$validate',
  '$everything',
  '_history',
  '*',
  '%',
  '..',
  'Patient',
  'p1',
  '',
);
const word = fc.oneof(nasty, fc.string({ maxLength: 20 }), fc.constantFrom('Patient', 'Observation', 'Bundle', 'Binary', 'Parameters'));
const parameterNames = fc.oneof(
  nasty,
  fc.constantFrom(...['Patient', 'Observation'].flatMap((type) => [...(rules.parameters.get(type)?.keys() ?? [])])),
  fc.constantFrom(
    '_include',
    '_revinclude:iterate',
    '_sort',
    '_count',
    '_offset',
    '_elements',
    '_summary',
    '_has:Observation:patient:code',
    '_list',
  ),
);
const modifier = fc.constantFrom(
  '',
  ':not',
  ':missing',
  ':exact',
  ':in',
  ':below',
  ':Patient',
  ':identifier',
  '.name',
  ':Patient.name',
  ':',
);
const value = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom('p1', 'gt', 'ge2027', '1|2|3', '$', '\\', ',,', '|', '*', 'a$b', '1e999', '-0', '9'.repeat(400)),
);
const query = fc.array(fc.tuple(parameterNames, modifier, value), { maxLength: 4 });
const path = fc.array(word, { maxLength: 5 }).map((parts) => parts.join('/'));
const header = fc.record(
  {
    prefer: fc.constantFrom('return=minimal', 'handling=strict', ';;=', 'return'),
    'if-match': fc.oneof(fc.constantFrom('W/"1"', '*', '"'), fc.string()),
    'if-none-match': fc.constantFrom('*', 'W/"1"'),
    'if-none-exist': fc.constantFrom('identifier=1', '', '_id=p1', 'name=a', '='),
    'if-modified-since': fc.string({ maxLength: 30 }),
  },
  { requiredKeys: [] },
);

/** A resource of the hospital with one place replaced by anything. */
const mutated = fc
  .tuple(fc.nat(hospital.length - 1), fc.array(fc.nat(20), { maxLength: 5 }), fc.jsonValue({ maxDepth: 4 }))
  .map(([at, route, put]) => {
    const copy = structuredClone(hospital[at]) as unknown as Record<string, unknown>;
    let here: Record<string, unknown> = copy;
    for (const step of route) {
      const keys = Object.keys(here);
      const key = keys[step % Math.max(1, keys.length)];
      const next = key === undefined ? null : here[key];
      if (key === undefined || typeof next !== 'object' || next === null || step % 3 === 0) {
        if (key !== undefined) here[key] = put;
        break;
      }
      here = next as Record<string, unknown>;
    }
    return copy as Resource;
  });

const patch = fc.array(
  fc.record(
    {
      op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test', 'eat'),
      path: fc.oneof(
        fc.constantFrom('', '/name/0', '/name/-', '/__proto__/x', '/constructor', '/id', '/meta'),
        fc.string({ maxLength: 10 }),
      ),
      from: fc.constantFrom('', '/name', '/name/0/given', 'x'),
      value: fc.jsonValue({ maxDepth: 2 }),
    },
    { requiredKeys: ['op'] },
  ),
  { maxLength: 4 },
);
const fhirpathPatch = fc
  .record({
    type: fc.constantFrom('add', 'insert', 'replace', 'delete', 'move', 'x'),
    path: fc.oneof(
      fc.constantFrom(
        'Patient',
        'Patient.name',
        'Patient.name[0].given',
        'Patient.birthDate',
        "Patient.name.where(use='official')",
        'Patient.name[',
        '((((',
        "a'",
      ),
      fc.string({ maxLength: 15 }),
    ),
    name: fc.constantFrom('birthDate', 'name', '__proto__', 'deceased', 'x'),
    index: fc.integer({ min: -1, max: 3 }),
  })
  .map((one) => ({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: one.type },
          { name: 'path', valueString: one.path },
          { name: 'name', valueString: one.name },
          ...['index', 'source', 'destination'].map((name) => ({ name, valueInteger: one.index })),
          { name: 'value', valueString: 'x' },
        ],
      },
    ],
  }));
const entry = fc.record(
  {
    fullUrl: fc.constantFrom('urn:uuid:1', 'urn:uuid:2', ''),
    resource: fc.oneof(mutated, fc.jsonValue({ maxDepth: 2 })),
    request: fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'X'),
      url: fc.oneof(path, fc.constantFrom('Patient', 'Patient/p1', 'Patient?identifier=1', '%zz')),
    }),
  },
  { requiredKeys: [] },
);
const bundle = fc.record({
  resourceType: fc.constant('Bundle'),
  type: fc.constantFrom('transaction', 'batch', 'x'),
  entry: fc.array(entry, { maxLength: 4 }),
});
const body = fc.oneof(mutated, mutated, patch, fhirpathPatch, bundle, bundle, fc.jsonValue({ maxDepth: 3 }), fc.constant(undefined));

describe('malformed input', () => {
  it('is answered, with an OperationOutcome for every error, and changes nothing then', () => {
    const attempt = openAttempt(base);
    const ask = client(attempt);
    const statuses = new Set<number>();
    const methods = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'BREW');
    const paths = fc.oneof(
      path,
      fc.constantFrom(
        '',
        'Patient',
        'Patient/p1',
        'Observation/o1',
        'Patient/$validate',
        'Patient/p1/$everything',
        'Patient/p1/Observation',
      ),
    );
    fc.assert(
      fc.property(methods, paths, query, header, body, (method, at, pairs, headers, given) => {
        const before = logOf(attempt).length;
        const search = new URLSearchParams(pairs.map(([name, mod, text]) => [`${name}${mod}`, text]));
        // Half of the writes go where the body belongs: otherwise nearly all would stop at the address.
        const own = (given as Resource | undefined | null)?.resourceType;
        const place = typeof own === 'string' && method === 'POST' && search.size < 3 && own !== 'Bundle' ? own : at;
        const { status, resource } = ask(method, `${place}?${search}`, given, headers as Record<string, string>);
        statuses.add(status);
        if (status < 400) return;
        expect(status).toBeLessThan(500);
        expect(method === 'HEAD' ? 'OperationOutcome' : resource.resourceType).toBe('OperationOutcome');
        expect(logOf(attempt).length).toBe(before);
      }),
      { numRuns: 6000 },
    );
    // The generator reaches successes as well as every kind of refusal.
    expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 204, 400, 404, 405]));
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  it('never makes validation throw, and what is valid can be stored and read back', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.jsonValue({ maxDepth: 6 })), (given) => {
        const { issues } = validate(rules.definitions, given);
        const ask = client(openAttempt(base));
        const type = (given as Resource | null)?.resourceType;
        if (typeof type !== 'string' || !rules.definitions.resourceTypes.has(type)) return;
        const { status, resource } = ask('POST', type, given);
        expect(issues.length > 0 ? [400] : [201, 422]).toContain(status);
        const stored = status === 201 ? ask('GET', `${type}/${String(resource.id)}`).resource : resource;
        expect(stored).toEqual(resource);
      }),
      { numRuns: 3000 },
    );
  });

  it('refuses what is too deep, too long or no JSON, with a reason', () => {
    const refused = (text: string | null): number => {
      try {
        parseBody(text);
        return 200;
      } catch (error) {
        return error instanceof FhirProblem ? error.status : 500;
      }
    };
    expect(refused('['.repeat(1_000_000))).toBe(400);
    expect(refused(`{"a":${'['.repeat(99)}${']'.repeat(99)}}`)).toBe(200);
    expect(refused(null)).toBe(400);
    expect(refused('{"a":"[[[[')).toBe(400);
    const ask = client(openAttempt(base));
    const long = ask('POST', 'Patient', { resourceType: 'Patient', name: [{ family: 'x'.repeat(5_000_000) }] });
    expect([long.status, JSON.stringify(long.resource).includes('Patient.name[0].family')]).toEqual([400, true]);
  });
});
