import { UnreadableFile } from '#platform/files/text-source.ts';

/** One VEVENT or VTIMEZONE as text, with the line of the file on which it begins. */
export interface Block {
  readonly kind: 'VEVENT' | 'VTIMEZONE';
  readonly line: number;
  readonly text: string;
}

export interface Calendar {
  readonly blocks: readonly Block[];
  /** Calendar properties by upper-case name, parameters dropped: METHOD, X-WR-TIMEZONE. */
  readonly properties: ReadonlyMap<string, string>;
  /** Line and reason of what could not be cut into blocks. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
}

export const blocksMax = 200_000;
const blockLinesMax = 2_000;
const depthMax = 5;

/**
 * Cuts a calendar into its events before any of it is parsed, so that one bad event costs only itself and can be named
 * by its line. Throws UnreadableFile when the text is no calendar at all.
 */
export function blocksOf(text: string): Calendar {
  const blocks: Block[] = [];
  const properties = new Map<string, string>();
  const broken: { line: number; reason: string }[] = [];
  const open: string[] = [];
  let start = 0;
  let lines: string[] = [];
  let sawCalendar = false;
  let lineNumber = 0;
  for (const line of eachLine(text)) {
    lineNumber += 1;
    const [, edge, name = ''] = /^(BEGIN|END):([A-Za-z0-9-]+)\s*$/i.exec(line) ?? [];
    const kind = name.toUpperCase();
    if (edge?.toUpperCase() === 'BEGIN') {
      sawCalendar ||= kind === 'VCALENDAR';
      if (kind === 'VCALENDAR') open.length = 0;
      if (kind === 'VEVENT' && open.includes('VEVENT')) broken.push({ line: start, reason: 'The event has no END:VEVENT.' });
      if (kind === 'VCALENDAR' || kind === 'VEVENT' || kind === 'VTIMEZONE') {
        open.length = Math.min(open.length, 1);
        start = lineNumber;
        lines = [];
      }
      open.push(kind);
      if (open.length > depthMax) throw new UnreadableFile(`Line ${lineNumber}: components are nested more than ${depthMax} deep.`);
    }
    const inBlock = open[1] === 'VEVENT' || open[1] === 'VTIMEZONE';
    if (inBlock && lines.length < blockLinesMax) lines.push(line);
    else if (inBlock && lines.length === blockLinesMax) {
      broken.push({ line: start, reason: `The ${open[1]} has more than ${blockLinesMax} lines; it was left out.` });
      lines.push('');
    } else if (open.length === 1 && !edge) property(line, properties);
    if (edge?.toUpperCase() === 'END' && open.includes(kind)) {
      open.length = open.lastIndexOf(kind);
      if ((kind === 'VEVENT' || kind === 'VTIMEZONE') && lines.length > 0 && lines.length <= blockLinesMax) {
        if (blocks.length >= blocksMax) throw new UnreadableFile(`The calendar has more than ${blocksMax} events. Export fewer days.`);
        blocks.push({ kind, line: start, text: lines.join('\r\n') });
      }
    }
  }
  if (!sawCalendar) throw new UnreadableFile('This is not an iCalendar file: it has no BEGIN:VCALENDAR. Export the calendar as .ics.');
  if (open.length > 1) broken.push({ line: start, reason: `The file ends within this ${open[1]}; it was left out. Is the file complete?` });
  return { blocks, properties, broken };
}

function property(line: string, properties: Map<string, string>): void {
  const found = /^([A-Za-z0-9-]+)(?:;[^:]*)?:(.*)$/.exec(line);
  if (found?.[1] && properties.size < 100) properties.set(found[1].toUpperCase(), (found[2] ?? '').trim());
}

function* eachLine(text: string): Generator<string> {
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    yield end < 0 ? text.slice(from) : text.slice(from, end);
    if (end < 0) return;
    from = end + 1;
  }
}
