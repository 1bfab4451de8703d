import { SaxesParser } from 'saxes';
import type { XmlElement } from '../core/packages/xml.ts';

export const xmlLimits = { bytesMax: 4 * 1_048_576, depthMax: 40, elementsMax: 50_000 } as const;

/** Why a document is not read. `line` 0: the document as a whole. */
export class XmlFault extends Error {
  readonly line: number;
  constructor(line: number, text: string) {
    super(text);
    this.line = line;
  }
}

interface Open {
  readonly name: string;
  readonly uri: string;
  readonly line: number;
  readonly attributes: Map<string, string>;
  readonly children: Open[];
  text: string;
}

/**
 * A document as a tree. No DTD, hence no entities but the five that XML has itself: nothing is fetched, nothing multiplies.
 * @throws XmlFault for what is not well-formed or too large.
 */
export function readXml(bytes: Uint8Array): XmlElement {
  if (bytes.length > xmlLimits.bytesMax) throw new XmlFault(0, `is larger than ${xmlLimits.bytesMax / 1_048_576} MiB`);
  const parser = new SaxesParser({ xmlns: true, position: true });
  const path: Open[] = [];
  let root: Open | null = null;
  let elements = 0;
  const fail = (text: string): never => {
    throw new XmlFault(parser.line, text);
  };
  parser.on('error', (error) => fail(`is not well-formed XML (${error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')})`));
  parser.on('doctype', () => fail('has a document type declaration (DOCTYPE), which is not read'));
  parser.on('opentag', (tag) => {
    if (++elements > xmlLimits.elementsMax) fail(`has more than ${xmlLimits.elementsMax} elements`);
    if (path.length >= xmlLimits.depthMax) fail(`is nested deeper than ${xmlLimits.depthMax} elements`);
    const attributes = new Map(Object.values(tag.attributes).map((one) => [one.local, one.value]));
    const element: Open = { name: tag.local, uri: tag.uri, line: parser.line, attributes, children: [], text: '' };
    path.at(-1)?.children.push(element);
    root ??= element;
    path.push(element);
  });
  parser.on('closetag', () => void path.pop());
  const addText = (text: string): void => {
    const last = path.at(-1);
    if (last) last.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(decoded(bytes)).close();
  return root ?? fail('is empty');
}

/** UTF-8, or UTF-16 with its mark. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new XmlFault(0, 'is neither UTF-8 nor UTF-16');
  }
}
