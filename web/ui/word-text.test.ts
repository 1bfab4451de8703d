import { expect, test } from 'vitest';
import { wordText } from './word-text.ts';

test.each([
  ['front-desk', 'Front desk'],
  ['ma', 'MA'],
  ['general_surgery', 'General surgery'],
  ['Cardiologie pédiatrique', 'Cardiologie pédiatrique'],
  ['érgo', 'Érgo'],
  ['', ''],
])('%s', (word, text) => {
  expect(wordText(word)).toBe(text);
});
