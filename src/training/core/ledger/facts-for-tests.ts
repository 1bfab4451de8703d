import fc from 'fast-check';
import { factFields, type FactKind, type LearningFact } from './facts.ts';

/** Any text that an id, a reason or a colleague's name could be. */
const anyText = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((one) => one.isWellFormed());
const anyId = fc.stringMatching(/^[A-Za-z0-9 _./%-]{1,12}$/);
const anyShare = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);

const valueOf: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  version: fc.integer({ min: 1, max: 9 }),
  score: anyShare,
  seconds: fc.integer({ min: 0, max: 360_000 }).map((n) => n / 100),
  minutes: fc.integer({ min: 0, max: 480 }),
  clicks: fc.nat(500),
  level: fc.integer({ min: 1, max: 3 }),
  step: fc.integer({ min: 1, max: 3 }),
  rating: fc.integer({ min: 1, max: 5 }),
  until: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  correct: fc.boolean(),
  passed: fc.boolean(),
  unsafe: fc.boolean(),
  recalled: fc.boolean(),
  response: fc.array(anyText, { maxLength: 3 }),
  failed: fc.array(anyId, { maxLength: 3 }),
  reason: anyText,
  by: anyText,
  evidence: anyText,
};

const mayBeNull = (kind: FactKind, name: string): boolean => {
  const read = (factFields[kind] as Readonly<Record<string, (value: null) => unknown>>)[name];
  return read?.(null) === null;
};

/** Any fact that the product could tell. */
export const anyFact: fc.Arbitrary<LearningFact> = fc.constantFrom(...(Object.keys(factFields) as FactKind[])).chain((kind) => {
  const fields = Object.keys(factFields[kind]).map((name) => {
    const value = valueOf[name] ?? anyId;
    return [name, mayBeNull(kind, name) ? fc.option(value, { nil: null }) : value] as const;
  });
  return fc.record({
    factId: fc.uuid(),
    personId: anyId,
    at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    kind: fc.constant(kind),
    ...Object.fromEntries(fields),
  }) as unknown as fc.Arbitrary<LearningFact>;
});
