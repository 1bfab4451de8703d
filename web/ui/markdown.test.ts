import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownHtml } from './markdown.ts';

test.each([
  ['<script>alert(1)</script>', '&lt;script&gt;'],
  ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
  ['[x](data:text/html,1)', '[x](data:text/html,1)'],
  ['[x](//evil.example)', '[x](//evil.example)'],
  ['![x](https://evil.example/p.png)', '!<a href="https://evil.example/p.png"'],
  ['[x](/tips/1)', '<a href="/tips/1">'],
  ['**bold**', '<strong>bold</strong>'],
])('%s', (text, html) => {
  expect(markdownHtml(text)).toContain(html);
});

test('whatever is written, nothing runs, loads or is styled by it', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    'img',
    'script',
    ' onerror=x',
    'javascript:',
    '[',
    '](',
    ')',
    '|',
    '\n',
    ':-:',
    '-',
    '"',
    'a',
    '!',
    '`',
    'style=',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const html = markdownHtml(parts.join(''));
      expect(html).not.toMatch(/<(?:script|img|iframe|style|object)|<[^>]*\s(?:on\w+|style)\s*=|href="(?:javascript|data)/i);
    }),
  );
});

test('columns keep their alignment without a style', () => {
  expect(markdownHtml('|a|b|\n|-|-:|\n|1|2|')).toContain('<td data-align="right">2</td>');
});
