import { SaxesParser } from 'saxes';
import type { Page } from '#support/index.ts';
import { xmlText } from '../telephony/xml-text.ts';

const timeoutMs = 10_000;
/** WCTP's own codes for a recipient whom the carrier does not know. */
const unknownRecipient = new Set(['401', '403', '404']);

/**
 * Pages by WCTP 1.3: one XML document by HTTP POST. A name and password in the address become the originator's `miscInfo` and security code.
 */
export function wctpPage(address: string, sender: string): Page {
  const url = new URL(address);
  const securityCode = decodeURIComponent(url.password);
  url.username = '';
  url.password = '';
  return {
    async send({ to, text, key, now }) {
      if (to.pager === '') return 'none';
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'text/xml; charset=utf-8' },
        body: submitRequest({ sender, securityCode, recipient: to.pager, key, text, at: new Date(now) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!response.ok) throw new Error(`the paging carrier answered ${response.status}`);
      const { success, code } = readConfirmation(await response.text());
      if (success) return 'sent';
      if (unknownRecipient.has(code)) return 'none';
      throw new Error(`the paging carrier refused the page with code ${code || 'unknown'}`);
    },
  };
}

interface Submitted {
  readonly sender: string;
  readonly securityCode: string;
  readonly recipient: string;
  readonly key: string;
  readonly text: string;
  readonly at: Date;
}

function submitRequest({ sender, securityCode, recipient, key, text, at }: Submitted): string {
  const code = securityCode === '' ? '' : ` securityCode="${xmlText(securityCode)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE wctp-Operation SYSTEM "http://dtd.wctp.org/wctp-dtd-v1r3.dtd">',
    '<wctp-Operation wctpVersion="WCTP-DTD-V1R3">',
    '<wctp-SubmitRequest>',
    `<wctp-SubmitHeader submitTimestamp="${at.toISOString().slice(0, 19)}">`,
    `<wctp-Originator senderID="${xmlText(sender)}"${code}/>`,
    `<wctp-MessageControl messageID="${xmlText(key)}" transactionID="${xmlText(key)}" deliveryPriority="HIGH" allowResponse="false"/>`,
    `<wctp-Recipient recipientID="${xmlText(recipient)}"/>`,
    '</wctp-SubmitHeader>',
    `<wctp-Payload><wctp-Alphanumeric>${xmlText(text)}</wctp-Alphanumeric></wctp-Payload>`,
    '</wctp-SubmitRequest>',
    '</wctp-Operation>',
  ].join('');
}

/** `wctp-Success successCode` or `wctp-Failure errorCode`; anything else is no answer that could be trusted. */
function readConfirmation(xml: string): { readonly success: boolean; readonly code: string } {
  let found: { success: boolean; code: string } | null = null;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'wctp-Success') found ??= { success: true, code: attributes['successCode'] ?? '' };
    if (name === 'wctp-Failure') found = { success: false, code: attributes['errorCode'] ?? '' };
  });
  parser.write(xml).close();
  if (found === null) throw new Error('the paging carrier answered without a confirmation');
  return found;
}
