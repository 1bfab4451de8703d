import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { statementFaults } from '../xapi/check-statement.ts';
import type { JsonObject } from '../xapi/json.ts';
import { versions } from '../xapi/versions.ts';
import { factOf, personOf } from './fact-of.ts';
import { anyFact } from './facts-for-tests.ts';
import { statementOf } from './statement-of.ts';
import { activityId, activityIri, ownAuthority, verbs } from './vocabulary.ts';

const byUs = (statement: JsonObject): JsonObject => ({ ...statement, authority: ownAuthority });
const byKey = (statement: JsonObject): JsonObject => ({
  ...statement,
  authority: { objectType: 'Agent', name: 'Course player', account: { homePage: 'urn:atelbow:record-keys', name: 'k1' } },
});

test('every fact comes back from its statement as it went in', () => {
  fc.assert(
    fc.property(anyFact, (fact) => {
      const statement = JSON.parse(JSON.stringify(byUs(statementOf(fact)))) as JsonObject;
      expect({ ...factOf(statement), personId: personOf(statement) }).toEqual(fact);
    }),
  );
});

test('every fact is a statement that both versions of the specification take', () => {
  fc.assert(
    fc.property(anyFact, (fact) => {
      for (const version of versions) expect(statementFaults(statementOf(fact), version)).toEqual([]);
    }),
  );
});

test('whatever a record key sends, it waives, grants and opens nothing', () => {
  const learned = ['module-passed', 'module-failed', 'module-completed', 'class-attended', null];
  fc.assert(
    fc.property(anyFact, (fact) => {
      expect(learned).toContain(factOf(byKey(statementOf(fact)))?.kind ?? null);
    }),
  );
});

describe('a statement from elsewhere', () => {
  const outside = (verb: string, id: string, more: JsonObject = {}): JsonObject =>
    byKey({
      id: '7f1f2f60-0000-4000-8000-000000000001',
      actor: { mbox: 'mailto:nora@lakeview.example' },
      verb: { id: verb },
      object: { id },
      timestamp: '2027-03-01T12:00:00Z',
      ...more,
    });

  test('passed: with score, time and registration; the activity keeps its own name', () => {
    const result = { score: { scaled: 0.9 }, duration: 'PT1M30.5S' };
    const context = { registration: '7f1f2f60-0000-4000-8000-000000000002', revision: '3' };
    expect(factOf(outside(verbs.passed, 'https://courses.example/cpoe', { result, context }))).toMatchObject({
      kind: 'module-passed',
      moduleId: 'https://courses.example/cpoe',
      version: 3,
      score: 0.9,
      seconds: 90.5,
      attemptId: context.registration,
    });
  });

  test('can name a module of ours, but not an exercise', () => {
    expect(factOf(outside(verbs.failed, activityIri('module', 'cpoe-basics')))).toMatchObject({ moduleId: 'cpoe-basics' });
    expect(factOf(outside(verbs.passed, activityIri('exercise', 'admission-orders')))).toBeNull();
  });

  test('of which nothing is known tells no fact', () => {
    expect(factOf(outside('https://elsewhere.example/liked', 'https://courses.example/cpoe'))).toBeNull();
  });
});

test('an id survives its IRI, and an IRI is its own id', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 20 }).filter((id) => !id.includes(':') && id.isWellFormed()),
      (id) => {
        expect(activityId('module', activityIri('module', id))).toBe(id);
      },
    ),
  );
  expect(activityId('module', 'urn:atelbow:module:%zz')).toBe('urn:atelbow:module:%zz');
});
