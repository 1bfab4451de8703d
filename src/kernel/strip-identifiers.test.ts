import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stripIdentifiers } from './strip-identifiers.ts';

test.each([
  ['MRN 12345 has no order set', 'record-number'],
  ['mrn: A-1234', 'record-number'],
  ['patient id 998', 'record-number'],
  ['chart 00451187 will not open', 'record-number'],
  ['E7788123', 'record-number'],
  ['A1B2C3D4E5F6', 'record-number'],
  ['123-45-6789', 'social-security-number'],
  ['123 45 6789', 'social-security-number'],
  ['born 1950', 'date'],
  ['DOB 3/4', 'date'],
  ['3/4/50', 'date'],
  ['1950-03-04', 'date'],
  ['4 March 1950', 'date'],
  ['Mar. 4th, 1950', 'date'],
  ['call (312) 555-0142', 'phone-number'],
  ['call +1 312 555 0142', 'phone-number'],
  ['555-0142', 'phone-number'],
  ['１２３４５６７８', 'record-number'],
])('%s', (text, kind) => {
  const { text: left, removed } = stripIdentifiers(text);
  expect(removed).toEqual([kind]);
  expect(left).not.toMatch(/\p{Nd}/u);
});

test.each([
  'The order set for chest pain is missing on 4W',
  'Cannot sign: error 4012 after 2 tries, bed 12',
  'Give 500 mg q6h, 2 tabs',
  'It is 10:30 and pharmacy has not verified it',
  'patient 2 beds down',
])('leaves alone: %s', (text) => {
  expect(stripIdentifiers(text)).toEqual({ text, removed: [] });
});

const digits = (length: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const words = fc.stringMatching(/^[a-z ,;]{0,30}$/);
const identifier = fc.oneof(
  fc.tuple(fc.constantFrom('MRN', 'mrn:', 'Acct #', 'CSN '), digits(5)).map(([word, number]) => [`${word} ${number}`, number] as const),
  digits(8).map((number) => [number, number] as const),
  digits(9).map((d) => [`${d.slice(0, 3)}-${d.slice(3, 5)}-${d.slice(5)}`, d.slice(5)] as const),
  digits(10).map((d) => [`(${d.slice(0, 3)}) ${d.slice(3, 6)}-${d.slice(6)}`, d.slice(6)] as const),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1900, max: 2027 }))
    .map(([m, d, y]) => [`${m}/${d}/${y}`, String(y)] as const),
);

test('an identifier is gone wherever it stands, and it is said that it was', () => {
  fc.assert(
    fc.property(words, identifier, words, (before, [shown, secret], after) => {
      const { text, removed } = stripIdentifiers(`${before} ${shown} ${after}`);
      expect(text).not.toContain(secret);
      expect(removed.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test('no six digits that belong together are ever left, and stripping twice changes nothing', () => {
  const anything = fc.array(fc.oneof(digits(3), digits(2), fc.constantFrom('-', ' ', '/', '.', '(', ')', 'a', 'MRN', 'dob', 'Mar', ':')));
  fc.assert(
    fc.property(anything, (parts) => {
      const { text } = stripIdentifiers(parts.join(''));
      expect(text).not.toMatch(/\p{Nd}(?:[\s().\-/_]{0,2}\p{Nd}){5,}/u);
      expect(stripIdentifiers(text)).toEqual({ text, removed: [] });
    }),
    { numRuns: 2000 },
  );
});

test('a text without a digit is left as it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zA-Z .,;:!?'-]{0,200}$/), (text) => {
      expect(stripIdentifiers(text)).toEqual({ text, removed: [] });
    }),
  );
});
