import { expect, test } from 'vitest';
import { expandPhrases, gapsOf, noteTemplates, type PhraseFacts } from './phrases.ts';

const facts: PhraseFacts = {
  name: 'Okafor, Grace',
  age: '68 y',
  sex: 'F',
  reason: 'Heart failure',
  problems: ['Heart failure'],
  medications: [],
  home: [],
  allergies: ['lisinopril'],
  vitals: ['HR 99', 'BP 154/84'],
  results: ['Sodium 134 L'],
};

test('a phrase becomes the chart’s own words when a blank follows it', () => {
  const typed = 'Today .vitals and';
  const caret = 'Today .vitals '.length;
  expect(expandPhrases(typed, caret, facts)).toEqual({ text: 'Today HR 99, BP 154/84 and', caret: 'Today HR 99, BP 154/84 '.length });
});

test('an unfinished or unknown phrase, and a full stop in a sentence, stay as they are', () => {
  for (const text of ['.vital', '.nothing ', 'end.vitals ', 'Stable. '])
    expect(expandPhrases(text, text.length, facts)).toEqual({ text, caret: text.length });
});

test('templates leave gaps that must be filled before signing', () => {
  for (const template of noteTemplates) expect([template.name, gapsOf(template.text(facts)) > 0]).toEqual([template.name, true]);
});
