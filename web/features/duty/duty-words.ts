import type { RequestView, TeachingResult } from '#support/contract.ts';
import { wordText } from '#web/ui/word-text.ts';
import type { FloorAction, Step } from './outbox.ts';

export const tierWords: Readonly<Record<string, string>> = {
  'super-user': 'Super-user',
  ate: 'At the elbow',
  'zone-lead': 'Zone lead',
  'help-desk': 'Help desk',
  analyst: 'Analyst',
  vendor: 'Vendor',
};

const askerWords = { provider: 'Provider', nurse: 'Nurse', other: 'Staff' } as const;

/** `Dora Docherty` or `Nurse, without an account`. */
export const askerText = ({ askerName, askerClass }: Pick<RequestView, 'askerName' | 'askerClass'>): string =>
  askerName ?? `${askerWords[askerClass]}, without an account`;

export const topicText = (topic: string): string => (topic === '' ? 'Any topic' : wordText(topic));
export const askerClassText = (askerClass: RequestView['askerClass']): string => askerWords[askerClass];

/** What to do next with a request that one has, and what it is called. */
export const nextStep: Readonly<Record<string, { readonly step: Step; readonly label: string } | undefined>> = {
  accepted: { step: 'on-the-way', label: 'I’m on my way' },
  'on-the-way': { step: 'arrived', label: 'I’m here' },
  arrived: { step: 'done', label: 'Done' },
};

const stateOfStep = { 'on-the-way': 'on-the-way', arrived: 'arrived', done: 'done', 'given-back': 'waiting' } as const;

/** The state that a request will have once what was done here has been sent. */
export function stateAfter(state: RequestView['state'], unsent: FloorAction | null): RequestView['state'] {
  if (unsent?.kind === 'progress') return stateOfStep[unsent.step];
  return unsent?.kind === 'accept' ? 'accepted' : state;
}

export const stateWords: Readonly<Record<string, string>> = {
  accepted: 'Yours',
  'on-the-way': 'On your way',
  arrived: 'With them',
  done: 'Waiting for their word',
  waiting: 'Given back',
};

export const resultWords: Readonly<Record<TeachingResult, { readonly label: string; readonly note: string }>> = {
  alone: { label: 'Does it alone', note: 'Nothing more needed' },
  'with-help': { label: 'Did it with help', note: 'Getting there' },
  again: { label: 'Needs another go', note: 'Come back to it' },
};

/** `12 s`, `2:05`. */
export function countdownText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function walkText(seconds: number): string {
  if (seconds < 20) return 'On your unit';
  const minutes = Math.round(seconds / 60);
  return minutes <= 1 ? '1 min walk' : `${minutes} min walk`;
}

/** `Accept for 4 West`, as a refusal or an unsent action is listed. */
export function actionText(action: FloorAction): string {
  const steps: Readonly<Record<Step, string>> = { 'on-the-way': 'On my way', arrived: 'Arrived', done: 'Done', 'given-back': 'Given back' };
  if (action.kind === 'progress') return steps[action.step];
  if (action.kind === 'teach') return `Taught ${action.personName}: ${topicText(action.topic)}`;
  return action.kind === 'accept' ? 'Accepted' : 'Declined';
}
