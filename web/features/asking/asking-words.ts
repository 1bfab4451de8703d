import type { AskedRequest } from '#support/contract.ts';
import type { Instant } from '#kernel/time.ts';
import { wordText } from '#web/ui/word-text.ts';

/** Topics that are job roles read as people do. */
const topicNames: Readonly<Record<string, string>> = {
  physician: 'Orders and notes',
  nurse: 'Nursing',
  ma: 'Medical assistant',
  'front-desk': 'Front desk',
  biller: 'Charges and claims',
  pharmacist: 'Pharmacy',
  perioperative: 'Operating room',
};
/** Kinds of work first, since everybody knows their own; then what supporters know besides, by name. */
export function inOrderOfUse(topics: readonly string[]): readonly string[] {
  const work = Object.keys(topicNames).filter((topic) => topics.includes(topic));
  return [...work, ...topics.filter((topic) => !work.includes(topic))];
}

export const topicText = (topic: string): string => topicNames[topic] ?? wordText(topic);

const removedWords: Readonly<Record<string, string>> = {
  'record-number': 'a record number',
  'social-security-number': 'a social security number',
  date: 'a date',
  'phone-number': 'a telephone number',
};

/** `a record number and a date`. */
export function removedText(removed: readonly string[]): string {
  const words = [...new Set(removed)].map((kind) => removedWords[kind] ?? kind);
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export interface Told {
  readonly title: string;
  readonly text: string;
  readonly tone: 'calm' | 'good' | 'look';
}

/** What an asker is told, in the order in which they want to know it: who, how far, and honestly why nobody. */
export function toldOf(request: AskedRequest, now: Instant): Told {
  const { state, holderName, expectedAt, gap } = request;
  const who = holderName ?? 'A supporter';
  const away = expectedAt === null ? '' : awayText(expectedAt - now);
  switch (state) {
    case 'waiting':
      return gap === null ? calling : waitingText(gap);
    case 'accepted':
      return { title: `${who} is coming`, text: away === '' ? 'They have your request.' : `${away} away.`, tone: 'good' };
    case 'on-the-way':
      return { title: `${who} is on the way`, text: away === '' ? 'They left for your unit.' : `${away} away.`, tone: 'good' };
    case 'arrived':
      return { title: `${who} is on your unit`, text: 'They are looking for you if you have not met yet.', tone: 'good' };
    case 'done':
      return { title: 'Is it solved?', text: `${holderName ?? 'The desk'} says that it is done. Only you can close it.`, tone: 'look' };
    case 'resolved':
      return { title: 'Solved', text: 'Thank you for saying so.', tone: 'good' };
    case 'withdrawn':
      return { title: 'Taken back', text: 'Nobody comes. Ask again whenever you like.', tone: 'calm' };
  }
}

const calling: Told = {
  title: 'Calling the nearest supporter',
  text: 'If they do not answer within seconds, the next one is called.',
  tone: 'calm',
};

export function awayText(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  return minutes <= 1 ? 'About a minute' : `About ${minutes} minutes`;
}

function waitingText({ reason, waitMinutes }: NonNullable<AskedRequest['gap']>): Told {
  const about = waitMinutes === null ? '' : `About ${waitMinutes} min. `;
  const words: Readonly<Record<string, readonly [title: string, text: string]>> = {
    'nobody-on-duty': ['Nobody is on duty here', 'The command centre sees this and has to call somebody in.'],
    'nobody-reachable': [
      'Nobody can be reached just now',
      'Supporters are on duty, but their phones are silent. The command centre sees this.',
    ],
    'nobody-knows-topic': ['Waiting for somebody who knows this', `${about}You get the first who comes free.`],
    'everybody-declined': ['Nobody could come yet', 'Everybody who was called is held up. The command centre sees this.'],
    'all-busy': ['Everybody is helping somebody', `${about}You keep your place in the queue.`],
    'kept-for-providers': ['Waiting for a free supporter', `${about}The last free ones are kept for physicians’ calls until then.`],
  };
  const [title, text] = words[reason] ?? ['Waiting', about];
  return { title, text, tone: 'look' };
}

export const stepNames = ['Asked', 'Somebody has it', 'On the way', 'Beside you', 'Solved'] as const;
const stepOf: Readonly<Record<AskedRequest['state'], number>> = {
  waiting: 0,
  accepted: 1,
  'on-the-way': 2,
  arrived: 3,
  done: 3,
  resolved: 4,
  withdrawn: 0,
};
/** How far it has come, an index of `stepNames`. */
export const stepReached = ({ state }: AskedRequest): number => stepOf[state];

export const isOpen = ({ state }: AskedRequest): boolean => state !== 'resolved' && state !== 'withdrawn';

/** What is being said of a request before it is asked. `topic` null: nothing was chosen. */
export interface AskWords {
  readonly text: string;
  readonly topic: string | null;
}
export const noWords: AskWords = { text: '', topic: null };

/** Empties the form once its request is asked, unless somebody typed on meanwhile. */
export const wordsAfter =
  (asked: { readonly text?: string | undefined }) =>
  (words: AskWords): AskWords =>
    words.text === (asked.text ?? '') ? noWords : words;
