import type { HandOverSheet, ResolutionLine } from '#support/contract.ts';
import type { Tone } from '#web/ui/StatusDot.tsx';

export const stageText: Readonly<Record<ResolutionLine['stage'], string>> = {
  found: 'Found',
  working: 'Being worked on',
  'answer-ready': 'Answer ready',
  closed: 'Closed',
};

export const stageTone: Readonly<Record<ResolutionLine['stage'], Tone>> = {
  found: 'look',
  working: 'accent',
  'answer-ready': 'accent',
  closed: 'good',
};

export const answerKindText: Readonly<Record<NonNullable<ResolutionLine['answerKind']>, string>> = {
  fix: 'Fixed in the EHR',
  'tip-sheet': 'Tip sheet',
  training: 'Training',
  'as-designed': 'Works as designed',
};

export const stateText: Readonly<Record<string, string>> = {
  waiting: 'waiting',
  accepted: 'taken',
  'on-the-way': 'on the way',
  arrived: 'being helped',
  done: 'to confirm',
};

export const escalationText: Readonly<Record<string, string>> = {
  'not-answered': 'calls not answered',
  'nobody-in-sight': 'nobody in sight',
  'response-late': 'waited too long',
  'not-arrived': 'helper not arrived',
  'not-confirmed': 'not confirmed',
};

export const gapWhat = ({ missing, topic }: HandOverSheet['gaps'][number]): string => `${missing} missing${topic ? ` (${topic})` : ''}`;
export const titleOf = (title: string): string => (title === '' ? 'No topic given' : title);
