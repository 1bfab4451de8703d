import { Document, isCollection, isMap, isNode, isScalar, isSeq, parseDocument, Scalar } from 'yaml';

/*
 * Changes of an exercise's file that the form makes. What can be replaced in its place is, so that remarks, order and the author's own
 * layout stay; only what is added or moved is written anew by the YAML library.
 */
type Path = readonly (string | number)[];

const layout = { lineWidth: 0, flowCollectionPadding: true } as const;
/** Of a text that needs no quotes in YAML, anywhere. */
const plainText = /^[A-Za-z][A-Za-z0-9 _./%-]*[A-Za-z0-9.]$/;
const otherwiseRead = /^(true|false|yes|no|null|on|off|y|n)$/i;

export const readable = (text: string): Document | null => {
  const document = parseDocument(text);
  return document.errors.length === 0 && isMap(document.contents) ? document : null;
};

/** The text with one value set; unchanged while it can't be read. */
export function setIn(text: string, path: Path, value: unknown): string {
  const document = readable(text);
  if (!document) return text;
  const node: unknown = document.getIn(path, true);
  if (isScalar(node) && node.range && isFlat(node) && isPrimitive(value)) {
    const [from, to] = node.range;
    return text.slice(0, from) + scalarText(value) + text.slice(to);
  }
  if (typeof value === 'string' && value.includes('\n')) {
    const block = new Scalar(value.endsWith('\n') ? value : `${value}\n`);
    block.type = 'BLOCK_LITERAL';
    document.setIn(path, block);
  } else document.setIn(path, document.createNode(value));
  return document.toString(layout);
}

export function removeIn(text: string, path: Path): string {
  const document = readable(text);
  if (!document?.hasIn(path)) return text;
  document.deleteIn(path);
  return document.toString(layout);
}

/** Puts one more at the end of a list, which begins with it where there was none. */
export function appendIn(text: string, path: Path, value: unknown): string {
  const document = readable(text);
  if (!document) return text;
  if (!isSeq(document.getIn(path, true))) document.setIn(path, document.createNode([]));
  const list: unknown = document.getIn(path, true);
  if (isSeq(list)) {
    list.flow = false;
    list.add(document.createNode(value));
  }
  return document.toString(layout);
}

export function moveIn(text: string, path: Path, from: number, to: number): string {
  const document = readable(text);
  const list: unknown = document?.getIn(path, true);
  if (!document || !isSeq(list) || to < 0 || to >= list.items.length) return text;
  const [one] = list.items.splice(from, 1);
  if (one !== undefined) list.items.splice(to, 0, one);
  return document.toString(layout);
}

/** The YAML of one place with its remarks; empty where there is none. */
export function textIn(text: string, path: Path): string {
  const node: unknown = readable(text)?.getIn(path, true);
  if (!isNode(node)) return '';
  const document = new Document(null);
  document.contents = node.clone() as typeof document.contents;
  if (isCollection(document.contents)) document.contents.flow = false;
  return document.toString(layout);
}

/** Puts YAML that was typed, remarks and all, in one place; null while it can't be read, or is no map where there must be one. */
export function setTextIn(text: string, path: Path, typed: string): string | null {
  const [document, given] = [readable(text), readable(typed)];
  if (!document || !given) return null;
  document.setIn(path, given.contents);
  return document.toString(layout);
}

const isPrimitive = (value: unknown): value is string | number | boolean =>
  typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && !value.includes('\n'));
const isFlat = ({ type, source }: Scalar): boolean => (type === 'PLAIN' || type?.startsWith('QUOTE') === true) && !source?.includes('\n');

function scalarText(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  return plainText.test(value) && !otherwiseRead.test(value) ? value : JSON.stringify(value);
}
