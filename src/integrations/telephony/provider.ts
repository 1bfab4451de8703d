import type { Page, PageMessage } from '#support/index.ts';
import { gather, say, twiml } from './twiml.ts';
import { spelled } from './words.ts';

export interface TelephonyAccount {
  /** Base address of the provider's interface. */
  readonly api: string;
  readonly account: string;
  readonly token: string;
  /** Our own number. */
  readonly from: string;
}

const smsAnswer = 'Answer 1 if you go, 2 if you cannot.';
const timeoutMs = 10_000;

/** Text messages by a provider whose web hooks have Twilio's shape: a form by POST, Basic authentication. */
export const smsPage = (account: TelephonyAccount): Page => ({
  async send(message) {
    if (message.to.phone === '') return 'none';
    await post(account, 'Messages', { To: message.to.phone, Body: `${message.text}. ${smsAnswer}` }, message.key);
    return 'sent';
  },
});

/** Calls the supporter, says where help is needed and takes the answer by key: 1 I go, 2 I cannot. `url`: where the provider reaches us. */
export const voicePage = (account: TelephonyAccount, url: string): Page => ({
  async send(message) {
    if (message.to.phone === '') return 'none';
    await post(account, 'Calls', { To: message.to.phone, Twiml: spoken(message, url), Timeout: '20' }, message.key);
    return 'sent';
  },
});

function spoken({ unitName, priority, callBackCode, offerId, to }: PageMessage, url: string): string {
  const query = new URLSearchParams({ offer: offerId, person: to.personId });
  const words = `Help is needed on ${unitName}. Priority ${priority.replace('P', '')}. Press 1 if you go, 2 if you cannot.`;
  return twiml(
    gather({ action: `${url}/telephony/answer?${query}`, digits: 1, timeoutSeconds: 6 }, say(words), say(words)),
    say(`No key was pressed. The call-back code is ${spelled(callBackCode)}. Goodbye.`),
  );
}

async function post(
  { api, account, token, from }: TelephonyAccount,
  what: string,
  form: Record<string, string>,
  key: string,
): Promise<void> {
  const response = await fetch(`${api}/Accounts/${encodeURIComponent(account)}/${what}.json`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
      // A provider that knows it sends a repetition once.
      'i-twilio-idempotency-token': key,
    },
    body: new URLSearchParams({ From: from, ...form }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  // What the provider says may repeat a number: its status is enough for a log.
  if (!response.ok) throw new Error(`the telephony provider answered ${response.status} to ${what}`);
}
