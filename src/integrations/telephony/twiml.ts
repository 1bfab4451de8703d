import { xmlText } from './xml-text.ts';

/*
 * TwiML as far as we speak it (https://www.twilio.com/docs/voice/twiml). Every text goes through `xmlText`: a unit's name may hold anything.
 */
type Verb = string & { readonly twiml: unique symbol };
const verb = (xml: string): Verb => xml as Verb;
const attributes = (given: Readonly<Record<string, string | number>>): string =>
  Object.entries(given)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');

export const twiml = (...verbs: readonly Verb[]): string => `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs.join('')}</Response>`;
export const say = (text: string): Verb => verb(`<Say>${xmlText(text)}</Say>`);
/** A text message in answer to one. */
export const message = (text: string): Verb => verb(`<Message>${xmlText(text)}</Message>`);
export const pause = (seconds: number): Verb => verb(`<Pause${attributes({ length: seconds })}/>`);
export const hangUp = verb('<Hangup/>');
/** Ends waiting in the queue: the call goes on at the queue's action. */
export const leave = verb('<Leave/>');
export const goTo = (url: string): Verb => verb(`<Redirect method="POST">${xmlText(url)}</Redirect>`);

interface Gathered {
  readonly action: string;
  /** How many keys; without it the caller ends with #. */
  readonly digits?: number;
  readonly timeoutSeconds: number;
}
/** Waits for keys while it speaks; after silence the call goes on below. */
export const gather = ({ action, digits, timeoutSeconds }: Gathered, ...inside: readonly Verb[]): Verb =>
  verb(
    `<Gather${attributes({ input: 'dtmf', action, method: 'POST', timeout: timeoutSeconds, ...(digits === undefined ? { finishOnKey: '#' } : { numDigits: digits }) })}>${inside.join('')}</Gather>`,
  );

/** Holds the caller; `waitUrl` is asked for what they hear, again and again, until it says `Leave`. */
export const enqueue = (name: string, { waitUrl, action }: { readonly waitUrl: string; readonly action: string }): Verb =>
  verb(`<Enqueue${attributes({ waitUrl, waitUrlMethod: 'POST', action, method: 'POST' })}>${xmlText(name)}</Enqueue>`);

export const dial = (number: string, { action, timeoutSeconds }: { readonly action: string; readonly timeoutSeconds: number }): Verb =>
  verb(
    `<Dial${attributes({ action, method: 'POST', timeout: timeoutSeconds, answerOnBridge: 'true' })}><Number>${xmlText(number)}</Number></Dial>`,
  );
