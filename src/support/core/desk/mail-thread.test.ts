import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newTextOf, replyAddress, requestTextOf, subjectOf, tokensIn } from './mail-thread.ts';

const tokens = fc.string({ unit: fc.constantFrom('a', 'k', 'z', '2', '7'), minLength: 10, maxLength: 10 });

test('an answer finds its request by the address, the subject or the ids that it replies to, whichever survived', () => {
  fc.assert(
    fc.property(tokens, fc.integer({ min: 1, max: 1e6 }), (token, number) => {
      const nothing = { to: ['desk@h.example'], subject: 'Re: hello', inReplyTo: ['<other@mail.example>'] };
      expect(tokensIn(nothing)).toEqual([]);
      expect(tokensIn({ ...nothing, to: [replyAddress('desk@h.example', token)] })).toEqual([token]);
      expect(tokensIn({ ...nothing, subject: `AW: RE: ${subjectOf(number, token).toUpperCase().replace('ATELBOW', 'AtElbow')}` })).toEqual([
        token,
      ]);
      expect(tokensIn({ ...nothing, inReplyTo: ['<x@y>', `<${token}.mai_1@atelbow>`] })).toEqual([token]);
    }),
  );
});

test.each([
  ['It works now.\n\nOn Mon, 1 Mar 2027 at 09:00, Desk <d@h> wrote:\n> Is it solved?', 'It works now.'],
  ['No.\n-- \nDora, MD\n555', 'No.'],
  ['Still grey\r\n\r\n-----Original Message-----\r\nFrom: x', 'Still grey'],
  ['> all quoted', ''],
  ['one\n\n\n\ntwo', 'one\n\ntwo'],
])('%j reads %j', (text, kept) => {
  expect(newTextOf(text)).toBe(kept);
});

test('subject and body are said once', () => {
  expect(requestTextOf('Fwd: Printer', 'Blank labels')).toBe('Printer. Blank labels');
  expect(requestTextOf('Blank labels', 'Blank labels since noon')).toBe('Blank labels since noon');
  expect(requestTextOf('Re: [ext] Help', '')).toBe('Help');
  expect(requestTextOf('', 'x'.repeat(5000))).toHaveLength(1000);
});
