import { simpleParser, type AddressObject } from 'mailparser';
import type { InboundMail } from '#support/index.ts';

const bytesMax = 10_485_760;

/** A raw message (RFC 5322) in plain parts. Attachments are counted and not kept. */
export async function parseMail(raw: Buffer | string): Promise<InboundMail> {
  const mail = await simpleParser(Buffer.from(raw).subarray(0, bytesMax), { skipImageLinks: true, skipTextLinks: true });
  const line = (name: string): string => {
    const value = mail.headers.get(name);
    return typeof value === 'string' ? value.toLowerCase() : '';
  };
  const auto = line('auto-submitted');
  const from = addressesOf(mail.from)[0] ?? '';
  return {
    messageId: mail.messageId ?? `<none-${from}-${mail.date?.getTime() ?? 0}>`,
    from,
    to: [...addressesOf(mail.to), ...addressesOf(mail.cc), line('delivered-to')].filter((address) => address !== ''),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    inReplyTo: [mail.inReplyTo ?? '', ...[mail.references ?? []].flat()].filter((id) => id !== ''),
    automatic:
      from === '' ||
      (auto !== '' && auto !== 'no') ||
      /^(?:bulk|junk|list|auto_reply)$/.test(line('precedence')) ||
      mail.headers.has('list-id') ||
      mail.headers.has('x-autoreply') ||
      mail.headers.has('x-auto-response-suppress') ||
      /multipart\/report/.test(JSON.stringify(mail.headers.get('content-type') ?? '')) ||
      /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply)@/.test(from),
    attachments: mail.attachments.length,
  };
}

const addressesOf = (given: AddressObject | AddressObject[] | undefined): string[] =>
  [given ?? []].flat().flatMap(({ value }) => value.flatMap(({ address }) => (address ? [address.toLowerCase()] : [])));
