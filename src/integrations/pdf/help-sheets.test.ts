import { inflateSync } from 'node:zlib';
import { create } from 'qrcode';
import { expect, test } from 'vitest';
import { printHelpSheets } from './help-sheets.ts';

const sheet = {
  unitName: '4 West – Médecine générale, Łódź',
  label: 'Nurse station',
  url: 'https://atelbow.lakeview.example/help/QyZ0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t',
  telephone: '312 555 0100',
  unitCode: 14,
};

/** Rectangles that the first page fills, in points from its left and top. */
function rectangles(pdf: Uint8Array): (readonly [x: number, y: number, w: number, h: number])[] {
  const bytes = Buffer.from(pdf);
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    const end = bytes.indexOf('\nendstream', at);
    try {
      const text = inflateSync(bytes.subarray(at + 7, end)).toString('latin1');
      const found = [...text.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) (-?[\d.]+) re/g)];
      if (found.length > 50) return found.map((one) => [Number(one[1]), Number(one[2]), Number(one[3]), Number(one[4])] as const);
    } catch {
      continue; // no stream of ours, or the rest of the word `endstream`
    }
  }
  return [];
}

test('the printed code is the code of the address, square by square, with a quiet zone around it', async () => {
  const { modules } = create(sheet.url, { errorCorrectionLevel: 'Q' });
  const dots = rectangles(await printHelpSheets([sheet])).filter(([, , w]) => w < 400);
  const side = Math.min(...dots.map(([, , , h]) => Math.abs(h)));
  const [left, top] = [Math.min(...dots.map(([x]) => x)), Math.min(...dots.map(([, y]) => y))];
  const printed = new Set(
    dots.flatMap(([x, y, w]) =>
      Array.from({ length: Math.round(w / side) }, (_, i) => `${Math.round((y - top) / side)} ${Math.round((x - left) / side) + i}`),
    ),
  );
  const meant = new Set<string>();
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) if (modules.get(row, column)) meant.add(`${row} ${column}`);
  expect(printed).toEqual(meant);
  expect(side * (modules.size + 8)).toBeCloseTo(300, 0);
});

test('a page for each workstation', async () => {
  const pdf = Buffer.from(await printHelpSheets([sheet, { ...sheet, telephone: null }, sheet]));
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(3);
});
