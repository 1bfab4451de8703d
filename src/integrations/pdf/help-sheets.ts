import { create } from 'qrcode';
import type { HelpSheet } from '#support/index.ts';
import { drawPdf, type Doc } from './pdf-document.ts';

const pointsOf = { margin: 54, code: 300, quiet: 4 } as const;
const colours = { ink: '#1c2430', grey: '#5b6675', accent: '#0f6077', line: '#d5dae1' } as const;

/** One page for each workstation, US Letter, to be put up beside it: the code to scan, the number to call, what not to write. */
export function printHelpSheets(sheets: readonly HelpSheet[]): Promise<Uint8Array> {
  return drawPdf({ margin: pointsOf.margin, info: { Title: 'Help at the elbow' }, autoFirstPage: false }, (doc) => {
    for (const sheet of sheets) drawSheet(doc, sheet);
  });
}

function drawSheet(doc: Doc, { unitName, label, url, telephone, unitCode }: HelpSheet): void {
  doc.addPage();
  const width = doc.page.width - 2 * pointsOf.margin;
  const centred = { width, align: 'center' } as const;
  doc.rect(0, 0, doc.page.width, 10).fill(colours.accent);
  doc.y = 72;
  doc.font('bold').fontSize(34).fillColor(colours.ink).text('Stuck in the EHR?', centred);
  doc.font('regular').fontSize(17).fillColor(colours.grey).text('Somebody comes to you.', centred);
  doc.moveDown(1);
  drawCode(doc, url, (doc.page.width - pointsOf.code) / 2, doc.y);
  doc.y += pointsOf.code + 18;
  doc.x = pointsOf.margin;
  doc.font('bold').fontSize(26).fillColor(colours.ink).text(unitName, centred);
  if (label !== '') doc.font('regular').fontSize(14).fillColor(colours.grey).text(label, centred);
  doc.moveDown(0.8);
  doc.font('regular').fontSize(14).fillColor(colours.ink).text('Point your phone’s camera at the code, then tap who you are.', centred);
  if (telephone !== null) {
    doc.moveDown(0.6);
    doc.font('bold').fontSize(18).text(`or call ${telephone}`, centred);
    doc.font('regular').fontSize(14).text(`and key in unit code ${unitCode} #`, centred);
  }
  const foot = doc.page.height - pointsOf.margin - 44;
  doc
    .moveTo(pointsOf.margin, foot)
    .lineTo(doc.page.width - pointsOf.margin, foot)
    .lineWidth(0.5)
    .strokeColor(colours.line)
    .stroke();
  doc.font('regular').fontSize(11).fillColor(colours.grey);
  doc.text(
    'Never write or say anything that points to a patient: no name, no number, no date of birth.',
    pointsOf.margin,
    foot + 12,
    centred,
  );
}

/** Black squares with the quiet zone that scanners ask for; neighbours in a row are one rectangle, so that no hairline shows between them. */
function drawCode(doc: Doc, text: string, left: number, top: number): void {
  const { modules } = create(text, { errorCorrectionLevel: 'Q' });
  const side = pointsOf.code / (modules.size + 2 * pointsOf.quiet);
  const at = (index: number): number => (index + pointsOf.quiet) * side;
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      let end = column;
      while (end + 1 < modules.size && modules.get(row, end + 1)) end++;
      doc.rect(left + at(column), top + at(row), (end - column + 1) * side, side);
      column = end;
    }
  doc.fill('#000000');
}
