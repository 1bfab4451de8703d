import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Sheet } from '#coverage/index.ts';
import { printSheet } from './print-sheet.ts';

const row = (who: string, gap = false): Sheet['sections'][number]['rows'][number] => ({
  cells: ['07:00-19:00', 'D', who, 'Wei Chen 08:00-10:00', 'nurse'],
  gap,
});
const sheetOf = (rows: Sheet['sections'][number]['rows']): Sheet => ({
  title: 'Support at Lakeview Main',
  subtitle: 'Thu 4 Mar 2027. 1 assignment, no gap.',
  sections: [{ heading: '4 West', columns: ['Time', 'Shift', 'Supporter', 'Beside', 'Knows'], rows }],
  footer: 'AtElbow, printed 2027-03-04 05:50.',
});

/** Streams of a PDF in the order in which they lie in the file. */
function streamsOf(pdf: Uint8Array): string[] {
  const bytes = Buffer.from(pdf);
  const found: string[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    const end = bytes.indexOf('\nendstream', at);
    if (end < 0) break;
    try {
      found.push(inflateSync(bytes.subarray(at + 7, end)).toString('latin1'));
    } catch {
      continue; // the rest of the word `endstream`
    }
  }
  return found;
}

/** What a reader of the PDF gets when copying its text: each glyph through the map that its font carries. */
function lettersIn(pdf: Uint8Array): Set<string> {
  const maps = streamsOf(pdf).filter((stream) => stream.includes('beginbfrange'));
  const codes = maps.flatMap((map) =>
    [...(map.split('beginbfrange')[1] ?? '').matchAll(/<([0-9a-f]{4,8})>/gi)].map((match) => match[1] ?? ''),
  );
  return new Set(codes.map((code) => Buffer.from(code, 'hex').swap16().toString('utf16le')));
}

describe('a printed sheet', () => {
  test.each(['Žofia Černá', 'Łukasz Wójcik', 'Nguyễn Thị Hạnh', 'Γεωργία', 'Ольга'])('keeps every letter of %s', async (name) => {
    const letters = lettersIn(await printSheet(sheetOf([row(name)])));
    expect(Array.from(name).filter((letter) => letter !== ' ' && !letters.has(letter))).toEqual([]);
  });

  test('stays small: only the letters used are in it', async () => {
    expect((await printSheet(sheetOf([row('Łukasz Wójcik')]))).length).toBeLessThan(60_000);
  });

  test('says on each page which of how many it is, and repeats the columns', async () => {
    const pdf = Buffer.from(await printSheet(sheetOf(Array.from({ length: 90 }, (_, i) => row(`Person ${i}`, i % 9 === 0)))));
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(3);
  });
});
