import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourMs } from '#kernel/time.ts';
import { duplicatesOf, issuesFor, likenessOf, printOf, type Told } from './similar.ts';

const told = (id: string, text: string, more: Partial<Told> = {}): Told => ({ id, text, topic: 'nurse', unitId: '4W', at: 0, ...more });

describe('likeness', () => {
  test('is the same both ways, 1 for the same words in any order, and never outside 0 to 1', () => {
    const words = fc.array(fc.constantFrom('scanner', 'beeps', 'wristband', 'printer', 'order', 'discharge', 'vitals'), { maxLength: 8 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [one, other] = [printOf(a.join(' ')), printOf(b.join(' '))];
        const likeness = likenessOf(one, other);
        expect(likeness).toBe(likenessOf(other, one));
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
        expect(likenessOf(one, printOf(a.toReversed().join(', ')))).toBe(a.length > 0 ? 1 : 0);
      }),
    );
  });

  test('forgives endings and slips of the pen, and no more', () => {
    const order = printOf('Discharge order will not sign');
    expect(likenessOf(order, printOf('discharge orders cannot be signed'))).toBeGreaterThan(0.5);
    expect(likenessOf(order, printOf('dischrage order not signing'))).toBeGreaterThan(0.3);
    expect(likenessOf(order, printOf('label printer is out of paper'))).toBeLessThan(0.1);
  });
});

describe('duplicates', () => {
  const others = [
    told('same', 'the scanner does not read wristbands'),
    told('elsewhere', 'scanner does not read the wristband', { unitId: 'ICU' }),
    told('yesterday', 'the scanner does not read wristbands', { at: -20 * hourMs }),
    told('other', 'cannot find the discharge order set'),
    told('empty', ''),
  ];

  test('the same unit first, another unit after it, nothing from yesterday', () => {
    const found = duplicatesOf(told('new', 'Scanner not reading wristbands!'), others);
    expect(found.map(({ id }) => id)).toEqual(['same', 'elsewhere']);
  });

  test('a request without words, or with words that say nothing, is like no other', () => {
    expect(duplicatesOf(told('new', ''), others)).toEqual([]);
    expect(duplicatesOf(told('new', 'please help me'), others)).toEqual([]);
  });

  test('nobody is their own duplicate', () => {
    expect(duplicatesOf(told('same', 'the scanner does not read wristbands'), others).map(({ id }) => id)).not.toContain('same');
  });
});

test('a known issue is found by the words of its title within a longer report, and by those of its requests', () => {
  const issues = [
    { id: 'print', title: 'Wristband labels print blank', about: 'Wristband labels print blank. Use the printer at the front desk.' },
    {
      id: 'sign',
      title: 'Discharge orders will not sign',
      about: 'Discharge orders will not sign. Sign from the inbox. cosign button grey',
    },
  ];
  expect(issuesFor('since noon wristband labels come out blank when I print them', issues).map(({ id }) => id)).toEqual(['print']);
  expect(issuesFor('cosign button is grey', issues).map(({ id }) => id)).toEqual(['sign']);
  expect(issuesFor('where are my lab results', issues)).toEqual([]);
});
