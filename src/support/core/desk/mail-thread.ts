/** A message as it came, in plain parts. */
export interface InboundMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly inReplyTo: readonly string[];
  /** Made by a program: RFC 3834 (Auto-Submitted), bulk, lists, bounces. */
  readonly automatic: boolean;
  readonly attachments: number;
}

/** Short enough to be typed off a page, too many to be guessed: 10 of 32 letters. */
const tokenPattern = '[a-z2-7]{10}';

/** Tokens that the message bears: in a plus-address it was sent to, in its subject, in the ids it replies to. The nearest to us first. */
export function tokensIn({ to, subject, inReplyTo }: Pick<InboundMail, 'to' | 'subject' | 'inReplyTo'>): string[] {
  const plus = to.flatMap((address) => new RegExp(`\\+(${tokenPattern})@`, 'i').exec(address)?.[1] ?? []);
  const named = [...subject.matchAll(new RegExp(`\\[AtElbow \\d+-(${tokenPattern})\\]`, 'gi'))].map((found) => found[1] ?? '');
  const replied = inReplyTo.flatMap((id) => new RegExp(`^<?(${tokenPattern})\\.[^@]*@atelbow>?$`, 'i').exec(id.trim())?.[1] ?? []);
  return [...new Set([...plus, ...named, ...replied].map((token) => token.toLowerCase()))];
}

/** Nothing of the asker's words: a subject passes through many hands. */
export const subjectOf = (number: number, token: string): string => `[AtElbow ${number}-${token}] Your request for help`;

/** `desk@hospital.example` -> `desk+token@hospital.example`. */
export const replyAddress = (address: string, token: string): string => address.replace('@', `+${token}@`);

const quoteStart =
  /^(?:>|On .{5,200}wrote:\s*$|-{2,}\s*(?:Original Message|Forwarded message)|From:\s.+|Sent from my |_{10,}|Am .{5,200}schrieb.*:\s*$|Le .{5,200}écrit\s*:)/i;

/** What is new in a message: quoted history and signature are left out. */
export function newTextOf(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const end = lines.findIndex((line, i) => quoteStart.test(line) || line === '-- ' || (line === '--' && i > 0));
  const kept = (end === -1 ? lines : lines.slice(0, end)).join('\n');
  return kept.replaceAll(/\n{3,}/g, '\n\n').trim();
}

/** The text of a new request: the subject where it says something that the body does not. */
export function requestTextOf(subject: string, text: string): string {
  const named = subject
    .replaceAll(/^(?:(?:re|fwd?|aw|wg)\s*:\s*)+/gi, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .trim();
  const body = newTextOf(text);
  const both =
    body === '' || body.toLowerCase().startsWith(named.toLowerCase()) ? body || named : named === '' ? body : `${named}. ${body}`;
  return both.slice(0, 1000);
}
