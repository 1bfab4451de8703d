import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Path } from './author-types.ts';

/** The line of a place in the file; of the nearest that is there. */
export function lineOf(text: string, path: Path): number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

export function taskIds(text: string): unknown[] {
  const file: unknown = parseDocument(text).toJS({ maxAliasCount: 50 });
  const tasks: unknown = typeof file === 'object' && file !== null && 'tasks' in file ? file.tasks : [];
  return Array.isArray(tasks) ? tasks.map((one: unknown) => (typeof one === 'object' && one !== null && 'id' in one ? one.id : null)) : [];
}
