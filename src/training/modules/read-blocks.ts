/** A module's file cut into its parts, each with the line on which it begins; 1 is the file's first. */
export interface Blocks {
  readonly head: { readonly yaml: string; readonly line: number } | null;
  readonly pages: readonly PageBlock[];
  /** A fence that never ends, text before the first page. */
  readonly complaints: readonly { readonly line: number; readonly text: string }[];
}

export interface PageBlock {
  readonly title: string;
  readonly line: number;
  readonly parts: readonly { readonly kind: 'text' | FenceKind; readonly text: string; readonly line: number }[];
}

type FenceKind = 'question' | 'check' | 'exercise';
const fence = /^```(question|check|exercise)\s*$/;

export function readBlocks(source: string): Blocks {
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  const complaints: { line: number; text: string }[] = [];
  const headEnd = lines[0] === '---' ? lines.indexOf('---', 1) : -1;
  const head = headEnd > 0 ? { yaml: lines.slice(1, headEnd).join('\n'), line: 2 } : null;
  const pages: { title: string; line: number; parts: PageBlock['parts'][number][] }[] = [];
  let text: { from: number; lines: string[] } | null = null;

  const endText = (): void => {
    const page = pages.at(-1);
    if (text && text.lines.join('').trim() !== '') {
      if (page) page.parts.push({ kind: 'text', text: text.lines.join('\n').trimEnd(), line: text.from });
      else complaints.push({ line: text.from, text: 'Text before the first page. A page begins with a line "# Its title".' });
    }
    text = null;
  };
  const add = (line: string, number: number): void => {
    if (text === null && line.trim() === '') return;
    text ??= { from: number, lines: [] };
    text.lines.push(line);
  };

  for (let index = head ? headEnd + 1 : 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const kind = fence.exec(line)?.[1] as FenceKind | undefined;
    const number = index + 1;
    if (kind !== undefined || line.startsWith('```')) {
      const end = lines.findIndex((other, at) => at > index && other.trimEnd() === '```');
      if (end === -1) {
        complaints.push({ line: number, text: 'This block never ends: close it with ``` on a line of its own.' });
        break;
      }
      if (kind === undefined) for (let at = index; at <= end; at++) add(lines[at] ?? '', at + 1);
      else {
        endText();
        const page = pages.at(-1);
        if (page) page.parts.push({ kind, text: lines.slice(index + 1, end).join('\n'), line: number + 1 });
        else complaints.push({ line: number, text: 'A block before the first page. A page begins with a line "# Its title".' });
      }
      index = end;
    } else if (line.startsWith('# ')) {
      endText();
      pages.push({ title: line.slice(2).trim(), line: number, parts: [] });
    } else add(line, number);
  }
  endText();
  return { head, pages, complaints };
}
