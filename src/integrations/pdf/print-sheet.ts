import type { Sheet } from '#coverage/index.ts';
import { drawPdf, type Doc } from './pdf-document.ts';

const marginPt = 40;
const footerPt = 24;
const cellPad = { x: 5, y: 3.5 } as const;
const sizes = { title: 16, heading: 11, cell: 8.5, footer: 7.5 } as const;
const columnPt = { short: 90, max: 220 } as const;
const colours = { ink: '#1c2430', grey: '#5b6675', line: '#d5dae1', head: '#eef1f5', gap: '#b42318', gapFill: '#fdecea' } as const;

type Section = Sheet['sections'][number];

/** A sheet as PDF, US Letter, with as many pages as it needs; each page repeats the section and the columns that it goes on with. */
export function printSheet(sheet: Sheet): Promise<Uint8Array> {
  return drawPdf({ margin: marginPt, bufferPages: true, info: { Title: sheet.title } }, (doc) => {
    doc.font('bold').fontSize(sizes.title).fillColor(colours.ink).text(sheet.title).moveDown(0.2);
    doc.font('regular').fontSize(sizes.cell).fillColor(colours.grey).text(sheet.subtitle);
    const widths = columnWidths(doc, sheet.sections);
    for (const section of sheet.sections) drawSection(doc, section, widths);
    drawMargins(doc, sheet);
  });
}

const bottom = (doc: Doc): number => doc.page.height - marginPt - footerPt;
const width = (doc: Doc): number => doc.page.width - 2 * marginPt;

function drawSection(doc: Doc, section: Section, widths: readonly number[]): void {
  doc.moveDown(1.2);
  const [first] = section.rows;
  const headPt = sizes.heading * 1.6 + rowHeight(doc, section.columns, widths, 'bold');
  // A heading never stands alone at the foot of a page.
  if (doc.y + headPt + (first ? rowHeight(doc, first.cells, widths, 'bold') : 0) > bottom(doc)) doc.addPage();
  drawHead(doc, section, widths, '');
  for (const row of section.rows) {
    const kind = row.gap ? 'gap' : 'plain';
    if (doc.y + rowHeight(doc, row.cells, widths, looks[kind].font) > bottom(doc)) {
      doc.addPage();
      drawHead(doc, section, widths, ' (continued)');
    }
    drawRow(doc, row.cells, widths, kind);
  }
}

function drawHead(doc: Doc, section: Section, widths: readonly number[], more: string): void {
  doc
    .font('bold')
    .fontSize(sizes.heading)
    .fillColor(colours.ink)
    .text(section.heading + more, marginPt);
  doc.moveDown(0.25);
  drawRow(doc, section.columns, widths, 'head');
}

/** The same on the whole sheet: short columns are as wide as their longest text, the others share what is left. */
function columnWidths(doc: Doc, sections: readonly Section[]): number[] {
  doc.font('bold').fontSize(sizes.cell);
  const rows = sections.flatMap((section) => [section.columns, ...section.rows.map((row) => row.cells)]);
  const wanted = (sections[0]?.columns ?? []).map((_, i) => {
    const longest = rows.reduce((most, cells) => Math.max(most, doc.widthOfString(cells[i] ?? '')), 0);
    return Math.min(columnPt.max, longest + 2 * cellPad.x + 1);
  });
  const sum = (widths: readonly number[]): number => widths.reduce((total, one) => total + one, 0);
  const long = sum(wanted.filter((one) => one > columnPt.short));
  const left = width(doc) - sum(wanted) + long;
  return long > 0
    ? wanted.map((one) => (one > columnPt.short ? (one / long) * left : one))
    : wanted.map((one) => (one / sum(wanted)) * width(doc));
}

function rowHeight(doc: Doc, cells: readonly string[], widths: readonly number[], font: 'regular' | 'bold'): number {
  doc.font(font).fontSize(sizes.cell);
  const heights = cells.map((cell, i) => doc.heightOfString(cell || ' ', { width: (widths[i] ?? columnPt.short) - 2 * cellPad.x }));
  return Math.max(...heights) + 2 * cellPad.y;
}

const looks = {
  head: { font: 'bold', colour: colours.grey, fill: colours.head },
  plain: { font: 'regular', colour: colours.ink, fill: null },
  gap: { font: 'bold', colour: colours.gap, fill: colours.gapFill },
} as const;

function drawRow(doc: Doc, cells: readonly string[], widths: readonly number[], kind: keyof typeof looks): void {
  const { font, colour, fill } = looks[kind];
  const height = rowHeight(doc, cells, widths, font);
  const top = doc.y;
  if (fill) doc.rect(marginPt, top, width(doc), height).fill(fill);
  // Paper is often printed in black: a gap is seen by its bar too.
  if (kind === 'gap') doc.rect(marginPt, top, 2.5, height).fill(colours.gap);
  doc.font(font).fontSize(sizes.cell).fillColor(colour);
  let left = marginPt;
  cells.forEach((cell, i) => {
    const cellPt = widths[i] ?? columnPt.short;
    doc.text(cell, left + cellPad.x, top + cellPad.y, { width: cellPt - 2 * cellPad.x });
    left += cellPt;
  });
  const below = top + height;
  doc
    .moveTo(marginPt, below)
    .lineTo(marginPt + width(doc), below)
    .lineWidth(0.5)
    .strokeColor(colours.line)
    .stroke();
  doc.x = marginPt;
  doc.y = below;
}

/** What every page says of itself: which of how many it is, when it was printed and, from the second on, of what. */
function drawMargins(doc: Doc, { title, footer }: Sheet): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    doc.page.margins = { ...doc.page.margins, top: 0, bottom: 0 }; // text in the margin would begin a new page
    doc.font('regular').fontSize(sizes.footer).fillColor(colours.grey);
    const y = doc.page.height - marginPt + 4;
    doc.text(footer, marginPt, y, { lineBreak: false });
    doc.text(`Page ${page + 1} of ${count}`, marginPt, y, { width: width(doc), align: 'right' });
    if (page > 0) doc.text(title, marginPt, marginPt - 18, { width: width(doc), align: 'right' });
  }
}
