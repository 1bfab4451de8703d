import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guessTopics } from './guess-topic.ts';

const topics = ['biller', 'cardiology', 'front-desk', 'nurse', 'perioperative', 'pharmacist', 'physician'];
const best = (text: string, askerClass: 'provider' | 'nurse' | 'other' = 'other', specialty = ''): string | undefined =>
  guessTopics({ text, askerClass, specialty, topics })[0]?.topic;

describe('a guessed topic', () => {
  test.each([
    ['discharge order will not sign', 'physician'],
    ['cannot scan the wristband on the MAR', 'nurse'],
    ['Check-in screen is empty', 'front-desk'],
    ['charge dropped off the claim', 'biller'],
    ['preference card is wrong for this case', 'perioperative'],
    ['Cardiology order set is missing', 'cardiology'],
  ])('of "%s" is %s', (text, topic) => {
    expect(best(text)).toBe(topic);
  });

  test('words weigh more than who asks, who asks more than where', () => {
    expect(best('', 'nurse', 'cardiology')).toBe('nurse');
    expect(best('', 'other', 'cardiology')).toBe('cardiology');
    expect(best('the claim has no charge', 'nurse')).toBe('biller');
  });

  test('nothing said and nothing known: nothing suggested', () => {
    expect(guessTopics({ text: 'help', askerClass: 'other', specialty: '', topics })).toEqual([]);
  });

  test('a word counts from its beginning: "disorder" is not an order', () => {
    expect(guessTopics({ text: 'disorder', askerClass: 'other', specialty: '', topics })).toEqual([]);
  });

  test('only what somebody here knows is ever suggested, each once', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 80 }),
        fc.constantFrom('provider' as const, 'nurse' as const, 'other' as const),
        fc.uniqueArray(fc.constantFrom(...topics, 'ma', 'odd topic'), { maxLength: 6 }),
        (text, askerClass, known) => {
          const found = guessTopics({ text, askerClass, specialty: 'cardiology', topics: known }).map(({ topic }) => topic);
          expect(found.every((topic) => known.includes(topic))).toBe(true);
          expect(new Set(found).size).toBe(found.length);
        },
      ),
    );
  });
});
