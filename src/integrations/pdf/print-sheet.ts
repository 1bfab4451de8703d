import PDFDocument from 'pdfkit';
import type { Sheet } from '#coverage/index.ts';

const marginPt = 40;
const rowPadPt = 4;
const sizes = { title: 16, heading: 11, cell: 9, footer: 8 } as const;
const red = '#b42318';
const ink = '#1c2430';
const grey = '#5b6675';

type Doc = InstanceType<typeof PDFDocument>;

/** A sheet as PDF, US Letter, with as many pages as it needs; each page repeats the section and the columns that it goes on with. */
export function printSheet(sheet: Sheet): Promise<Uint8Array> {
  const doc = new PDFDocument({ size: 'LETTER', margin: marginPt, bufferPages: true, info: { Title: sheet.title } });
  const chunks: Buffer[] = [];
  const done = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  doc.font('Helvetica-Bold').fontSize(sizes.title).fillColor(ink).text(printable(sheet.title));
  doc.font('Helvetica').fontSize(sizes.cell).fillColor(grey).text(printable(sheet.subtitle));
  for (const section of sheet.sections) drawSection(doc, section);
  drawFooters(doc, sheet.footer);
  doc.end();
  return done;
}

const bottom = (doc: Doc): number => doc.page.height - marginPt - 20;
const width = (doc: Doc): number => doc.page.width - 2 * marginPt;

function drawSection(doc: Doc, section: Sheet['sections'][number]): void {
  const widths = columnWidths(doc, section);
  doc.moveDown(1);
  if (doc.y > bottom(doc) - 60) doc.addPage();
  drawHead(doc, section, widths, '');
  for (const row of section.rows) {
    const height = rowHeight(doc, row.cells, widths);
    if (doc.y + height > bottom(doc)) {
      doc.addPage();
      drawHead(doc, section, widths, ' (continued)');
    }
    drawRow(doc, row.cells, widths, height, row.gap ? red : ink, row.gap ? 'Helvetica-Bold' : 'Helvetica');
  }
}

function drawHead(doc: Doc, section: Sheet['sections'][number], widths: readonly number[], more: string): void {
  doc
    .font('Helvetica-Bold')
    .fontSize(sizes.heading)
    .fillColor(ink)
    .text(printable(section.heading + more), marginPt);
  doc.moveDown(0.2);
  drawRow(doc, section.columns, widths, rowHeight(doc, section.columns, widths), grey, 'Helvetica-Bold');
}

/** Columns share the page by the longest text that each has to hold, within reason. */
function columnWidths(doc: Doc, { columns, rows }: Sheet['sections'][number]): number[] {
  doc.font('Helvetica').fontSize(sizes.cell);
  const wanted = columns.map((column, i) =>
    Math.min(
      200,
      Math.max(50, ...[column, ...rows.map((row) => row.cells[i] ?? '')].map((text) => doc.widthOfString(printable(text)) + 10)),
    ),
  );
  const total = wanted.reduce((sum, one) => sum + one, 0);
  return wanted.map((one) => (one / total) * width(doc));
}

function rowHeight(doc: Doc, cells: readonly string[], widths: readonly number[]): number {
  doc.font('Helvetica').fontSize(sizes.cell);
  const heights = cells.map((cell, i) => doc.heightOfString(printable(cell) || ' ', { width: (widths[i] ?? 50) - 6 }));
  return Math.max(...heights) + rowPadPt;
}

function drawRow(doc: Doc, cells: readonly string[], widths: readonly number[], height: number, colour: string, font: string): void {
  const top = doc.y;
  let left = marginPt;
  doc.font(font).fontSize(sizes.cell).fillColor(colour);
  cells.forEach((cell, i) => {
    doc.text(printable(cell), left, top + rowPadPt / 2, { width: (widths[i] ?? 50) - 6 });
    left += widths[i] ?? 50;
  });
  doc
    .moveTo(marginPt, top + height - 1)
    .lineTo(marginPt + width(doc), top + height - 1)
    .lineWidth(0.5)
    .strokeColor('#d5dae1')
    .stroke();
  doc.y = top + height + 1;
}

function drawFooters(doc: Doc, footer: string): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    const text = printable(`${footer}   ${page + 1} / ${count}`);
    doc.page.margins.bottom = 0; // text in the margin would begin a new page
    doc
      .font('Helvetica')
      .fontSize(sizes.footer)
      .fillColor(grey)
      .text(text, marginPt, doc.page.height - marginPt + 8, { lineBreak: false });
  }
}

/** The built-in fonts know Latin-1 alone: other letters lose their accents, and what is left of them becomes a question mark. */
function printable(text: string): string {
  return Array.from(text.replaceAll(/[–—]/g, '-').replaceAll('…', '...'))
    .map((letter) => (letter.charCodeAt(0) < 256 ? letter : plainLetter(letter)))
    .join('');
}

function plainLetter(letter: string): string {
  const known: Record<string, string> = { Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', ı: 'i', '’': "'", '“': '"', '”': '"' };
  const plain = known[letter] ?? letter.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '');
  return Array.from(plain).every((one) => one.charCodeAt(0) < 256) ? plain : '?';
}
