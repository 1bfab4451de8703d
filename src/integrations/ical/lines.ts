import { toLocal, type Instant } from '#kernel/time.ts';

/* How iCalendar writes lines, texts and times (RFC 5545, sections 3.1 and 3.3). */

export const utcText = (instant: Instant): string => {
  const { date, time } = toLocal(instant, 'UTC');
  const seconds = String(Math.floor(instant / 1000) % 60).padStart(2, '0');
  return `${date.replaceAll('-', '')}T${time.replace(':', '')}${seconds}Z`;
};

/** RFC 5545, section 3.3.11. Other control characters are not allowed in text at all. */
export const escapedText = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);

// oxlint-disable-next-line no-control-regex
export const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ');

/** RFC 6868 for what a quoted parameter cannot hold. */
export const parameterText = (text: string): string => `"${oneLine(text).replaceAll('^', '^^').replaceAll('"', "^'")}"`;

const lineOctetsMax = 75;

/** RFC 5545, section 3.1: counted in octets, and no character cut in two. */
function folded(line: string): string {
  if (line.length * 3 <= lineOctetsMax) return line;
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > lineOctetsMax) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}

/** Content lines as a text: folded, each with its end. */
export const contentLines = (lines: readonly string[]): string => `${lines.map(folded).join('\r\n')}\r\n`;
