import { tooLarge, UnreadableFile, type ByteSource } from '#platform/files/text-source.ts';

export interface MessageText {
  /** The line of the file on which its MSH is. */
  readonly line: number;
  readonly text: string;
  /** Set when the bytes are not what MSH-18 says they are. */
  readonly badBytes: boolean;
}

export interface MessageFile {
  readonly messages: readonly MessageText[];
  /** Lines outside of any message that are no batch segment either. */
  readonly strayLines: readonly number[];
}

const messageBytesMax = 4 * 1024 * 1024;

/**
 * The messages of a file: one after the other, as a batch (FHS/BHS … BTS/FTS) or in MLLP frames; line ends `\r`, `\n`
 * or both. Each is decoded by its own MSH-18.
 */
export async function messagesOf(source: ByteSource, bytesMax: number): Promise<MessageFile> {
  const bytes = await wholeFile(source, bytesMax);
  const messages: MessageText[] = [];
  const strayLines: number[] = [];
  let lines: string[] | null = null;
  let start = 0;
  const close = (): void => {
    if (lines) messages.push(decoded(lines.join('\r'), start));
    lines = null;
  };
  let number = 0;
  for (const raw of bytes.split(/\r\n|\r|\n/)) {
    number += 1;
    // oxlint-disable-next-line no-control-regex
    const line = raw.replaceAll(/[\u000b\u001c]/g, '');
    if (line.startsWith('MSH')) {
      close();
      lines = [line];
      start = number;
    } else if (/^(?:FHS|BHS|BTS|FTS)(?![A-Za-z0-9])/.test(line)) close();
    else if (lines) lines.push(line);
    else if (line.trim() !== '' && strayLines.length < 1000) strayLines.push(number);
  }
  close();
  return { messages, strayLines };
}

/** As Latin-1, one character for one byte: separators are ASCII, and the real characters come after the cut. */
async function wholeFile(source: ByteSource, bytesMax: number): Promise<string> {
  const parts: string[] = [];
  let total = 0;
  for await (const chunk of source) {
    total += chunk.byteLength;
    if (total > bytesMax) throw new UnreadableFile(tooLarge(bytesMax));
    parts.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1'));
  }
  return parts.join('');
}

/** MSH-18: UTF-8 and Latin-1 by name; without one UTF-8, which holds ASCII, and Latin-1 for bytes that are not that. */
function decoded(latin: string, line: number): MessageText {
  if (latin.length > messageBytesMax) return { line, text: '', badBytes: true };
  const charset = (latin.slice(0, latin.indexOf('\r') >>> 0).split(latin[3] ?? '|')[17] ?? '').toUpperCase();
  if (/^8859\/1\b/.test(charset)) return { line, text: latin, badBytes: false };
  const bytes = Buffer.from(latin, 'latin1');
  try {
    return { line, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), badBytes: false };
  } catch {
    return { line, text: latin, badBytes: charset.includes('UTF-8') };
  }
}
