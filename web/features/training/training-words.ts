import type { Duty, MissingView, ReadinessLine, RecordLine } from '#training/contract.ts';
import { localDateText } from '#web/ui/local-date-text.ts';
import type { Tone } from '#web/ui/StatusDot.tsx';
import { plural } from '#web/ui/time-text.ts';

export const levelText: Readonly<Record<number, string>> = { 1: 'Knows how', 2: 'Does it alone', 3: 'Can show others' };

export const dutyText: Readonly<Record<Duty['state'], string>> = {
  open: 'To do',
  done: 'Done',
  waived: 'Waived',
  lapsing: 'Renew soon',
  lapsed: 'Renew now',
  expired: 'Expired',
};
export const dutyTone: Readonly<Record<Duty['state'], Tone>> = {
  open: 'accent',
  done: 'good',
  waived: 'quiet',
  lapsing: 'look',
  lapsed: 'look',
  expired: 'gap',
};

export const readinessText: Readonly<Record<ReadinessLine['state'], string>> = {
  certified: 'Certified',
  lapsing: 'Certified, renew soon',
  'in-progress': 'On the way',
  'not-started': 'Not begun',
  blocked: 'Expired',
  'break-glass': 'Break-glass',
};
export const readinessTone: Readonly<Record<ReadinessLine['state'], Tone>> = {
  certified: 'good',
  lapsing: 'look',
  'in-progress': 'accent',
  'not-started': 'quiet',
  blocked: 'gap',
  'break-glass': 'look',
};

const missingWhy: Readonly<Record<MissingView['why'], string>> = {
  'never-proved': 'not proved yet',
  'level-too-low': 'proved below the level asked for',
  expired: 'expired',
  'not-done': 'its few minutes are not done',
  'no-requirements-set': 'no requirements are set for this job role',
  'role-not-held': 'not their job role today',
  'not-here': 'their time here has ended',
};

/** What keeps somebody out, as a sentence's end: never a judgement. */
export function missingText({ kind, name, why, failedAttempts }: MissingView): string {
  if (kind === 'employment') return missingWhy[why];
  const tried = failedAttempts > 0 ? `, tried ${plural(failedAttempts, 'time')}` : '';
  return `${name}: ${missingWhy[why]}${tried}`;
}

const reasons: Readonly<Record<Duty['reason'], string>> = {
  'go-live': 'before your unit’s go-live',
  start: 'within your first weeks in this role',
  refresh: 'because what you proved ends then',
};

/** `by 8 March, before your unit’s go-live` */
export function dueText({ due, reason, overdue }: Pick<Duty, 'due' | 'reason' | 'overdue'>): string {
  if (due === null) return 'No date yet: your unit’s go-live is not set';
  return `${overdue ? 'Was due' : 'By'} ${localDateText(due)}, ${reasons[reason]}`;
}

const kinds: Readonly<Record<string, string>> = {
  'module-started': 'Began',
  'page-seen': 'Read a page',
  'module-completed': 'Completed',
  'module-passed': 'Passed',
  'module-failed': 'Did not pass',
  'item-answered': 'Answered',
  'exercise-passed': 'Exercise passed',
  'exercise-failed': 'Exercise not passed',
  'class-attended': 'Attended',
  'class-missed': 'Missed',
  'check-answered': 'Retrieval check',
  'competency-shown': 'Shown to a trainer',
  'equivalence-granted': 'Recognised from elsewhere',
  'duty-waived': 'Waived',
  'grant-withdrawn': 'Taken back',
  'glass-broken': 'Broke glass',
  'glass-mended': 'Break-glass ended',
  'signal-seen': 'Signal',
  'module-rated': 'Rated',
};
export const lineText = ({ kind }: RecordLine): string => kinds[kind] ?? kind;

export const shareText = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)}%`);

/** A course elsewhere is named by its address; the end of it says most. */
export function activityName(activityId: string): string {
  if (!activityId.includes(':')) return activityId;
  return decodeURIComponent(activityId.split('/').at(-1) ?? activityId);
}
