import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IssueLog } from '#platform/files/issue.ts';
import { UnreadableFile, type ByteSource } from '#platform/files/text-source.ts';
import { parseMessage, type Message } from './message.ts';
import { messagesOf } from './messages-in-file.ts';

/** A message that is ours to read, with what every message says of itself. */
export interface Inbound {
  readonly line: number;
  readonly message: Message;
  /** `ADT^A01` */
  readonly type: string;
  /** The trigger event: `A01`, `S12`. */
  readonly event: string;
  /** MSH-7 as sent, to be compared as text: later is greater. */
  readonly sentAt: string;
}

/** After so many the event loop gets a turn, so that a server goes on answering. */
const messagesATurn = 1_000;

export const messageBytesMax = 64 * 1024 * 1024;

/**
 * The messages of a file whose type is one of `types`, each once: senders repeat what was not acknowledged, and
 * sender, facility and control id (MSH-3, 4, 10) tell a repetition from news. In order of MSH-7, then of the file.
 */
export async function readInbound(source: ByteSource, types: ReadonlySet<string>, log: IssueLog): Promise<Inbound[]> {
  try {
    const { messages, strayLines } = await messagesOf(source, messageBytesMax);
    for (const line of strayLines.slice(0, 20)) log.error(line, null, '', 'This line belongs to no message: a message begins with MSH.');
    if (messages.length === 0) log.error(0, null, '', 'The file holds no HL7 message.');
    const found: Inbound[] = [];
    const seen = new Set<string>();
    const others = new Map<string, { count: number; line: number }>();
    for (const [i, { line, text, badBytes }] of messages.entries()) {
      if (i % messagesATurn === 0) await nextTurn();
      if (badBytes)
        log.warning(line, 'MSH-18', '', 'The message is not in the character set that it names, or is too large; odd letters may follow.');
      const parsed = parseMessage(text);
      if (!parsed.ok) {
        log.error(line, 'MSH', '', parsed.refusal.text);
        continue;
      }
      const inbound = inboundOf(parsed.value, line);
      if (types.has(inbound.type)) {
        if (isNew(parsed.value, seen)) found.push(inbound);
      } else {
        const known = others.get(inbound.type);
        others.set(inbound.type, { count: (known?.count ?? 0) + 1, line: known?.line ?? line });
      }
    }
    for (const [type, { count, line }] of [...others].slice(0, 50))
      log.warning(line, 'MSH-9', type, `Messages of this type say nothing that is read here: left out ${count}.`);
    return found.toSorted((a, b) => (a.sentAt < b.sentAt ? -1 : a.sentAt > b.sentAt ? 1 : a.line - b.line));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    log.error(0, null, '', error.message);
    return [];
  }
}

function inboundOf(message: Message, line: number): Inbound {
  const msh = message.first('MSH');
  const code = msh?.text(9, 1) ?? '';
  const event = msh?.text(9, 2) || (message.first('EVN')?.text(1) ?? '');
  return { line, message, type: `${code}^${event}`, event, sentAt: (msh?.text(7) ?? '').padEnd(14, '0').slice(0, 14) };
}

/** A message without a control id cannot be told from its repetition; it counts. */
function isNew(message: Message, seen: Set<string>): boolean {
  const msh = message.first('MSH');
  const controlId = msh?.text(10) ?? '';
  if (controlId === '') return true;
  const key = JSON.stringify([msh?.raw(3), msh?.raw(4), controlId]);
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
