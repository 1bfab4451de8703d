import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';

/** The fonts that come with PDF know Latin-1 alone; names do not keep to it. Only the letters used are put into the file. */
const require = createRequire(import.meta.url);
const regular = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const bold = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf');

export type Doc = InstanceType<typeof PDFDocument>;

/** A document on US Letter with the fonts `regular` and `bold`, drawn on by `draw`; the bytes of the file. */
export async function drawPdf(options: Omit<PDFKit.PDFDocumentOptions, 'size' | 'font'>, draw: (doc: Doc) => void): Promise<Uint8Array> {
  const { default: Document } = await import('pdfkit'); // asked for when the first sheet is printed: it is a tenth of a second of every start
  const doc = new Document({ ...options, size: 'LETTER', font: regular });
  doc.registerFont('regular', regular).registerFont('bold', bold);
  const chunks: Buffer[] = [];
  const done = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  draw(doc);
  doc.end();
  return done;
}
