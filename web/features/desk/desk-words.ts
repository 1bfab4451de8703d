import type { ClockView, DeskRow } from '#support/contract.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tone } from '#web/ui/StatusDot.tsx';

export const classWords = { provider: 'Provider', nurse: 'Nurse', other: 'Other' } as const;
export const tierWords = {
  'super-user': 'Super-user',
  ate: 'At the elbow',
  'zone-lead': 'Zone lead',
  'help-desk': 'Help desk',
  analyst: 'Analyst',
  vendor: 'Vendor',
} as const;
export const systemWords = { servicenow: 'ServiceNow', jira: 'Jira' } as const;
export const pauseWords = { asker: 'the asker', vendor: 'the vendor', maintenance: 'a maintenance window' } as const;
export const impactWords = { one: 'One person', unit: 'A unit', hospital: 'The hospital' } as const;
export const urgencyWords = { 'can-wait': 'Can wait', slowed: 'Slowed', stopped: 'Stopped' } as const;
export const gapWords: Readonly<Record<string, string>> = {
  'nobody-on-duty': 'Nobody on duty',
  'nobody-reachable': 'Nobody reachable',
  'nobody-knows-topic': 'Nobody knows it',
  'everybody-declined': 'All declined',
  'all-busy': 'All busy',
  'kept-for-providers': 'Kept for providers',
};

/** Who has it, who is being called, or why nobody, in a few words. */
export function statusOf(row: DeskRow): { readonly tone: Tone; readonly text: string } {
  switch (row.state) {
    case 'waiting': {
      const [call] = row.calling;
      if (call) return { tone: 'look', text: `Calling ${row.calling.map(({ name }) => name).join(', ')}` };
      return { tone: 'gap', text: row.gap ? (gapWords[row.gap.reason] ?? row.gap.reason) : 'Waiting' };
    }
    case 'accepted':
    case 'on-the-way':
      return { tone: 'accent', text: `${row.holderName ?? '?'} on the way` };
    case 'arrived':
      return { tone: 'accent', text: row.holderName ?? '?' };
    case 'done':
      return { tone: 'good', text: 'To be confirmed' };
    case 'resolved':
      return { tone: 'quiet', text: 'Solved' };
    case 'withdrawn':
      return { tone: 'quiet', text: 'Withdrawn' };
  }
}

/** `4 min`, `1:05 h`, `3 d`. */
export function shortLength(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours}:${String(minutes % 60).padStart(2, '0')} h` : `${Math.floor(hours / 24)} d`;
}

/** The target that presses now: the response while nobody turned to the asker, then the resolution. */
export const pressing = (row: DeskRow): ClockView => (row.response.state === 'running' ? row.response : row.resolution);

export interface ClockWords {
  readonly tone: 'late' | 'soon' | 'calm' | 'still';
  readonly text: string;
}

/** Less than this share of the target left is soon. */
const soonShare = 0.25;

export function clockWords(clock: ClockView, now: Instant): ClockWords {
  if (clock.state === 'paused') return { tone: 'still', text: 'Paused' };
  if (clock.state === 'met') return { tone: 'still', text: 'Met' };
  if (clock.state === 'missed') return { tone: 'late', text: 'Missed' };
  const leftMs = (clock.dueAt ?? now) - now;
  if (leftMs < 0) return { tone: 'late', text: `${shortLength(leftMs)} late` };
  return { tone: leftMs < soonShare * clock.targetMinutes * 60_000 ? 'soon' : 'calm', text: `${shortLength(leftMs)} left` };
}

/** The share of a clock's target that is used up, 0 to 1. */
export function usedShare(clock: ClockView, now: Instant): number {
  const elapsedMs =
    clock.state === 'running' && clock.dueAt !== null ? clock.targetMinutes * 60_000 - (clock.dueAt - now) : clock.elapsedMs;
  return Math.max(0, Math.min(1, elapsedMs / (clock.targetMinutes * 60_000)));
}

export const filters = ['all', 'waiting', 'nobody', 'mine', 'late', 'confirm'] as const;
export type DeskFilter = (typeof filters)[number];
export const filterWords: Readonly<Record<DeskFilter, string>> = {
  all: 'All',
  waiting: 'Waiting',
  nobody: 'Nobody called',
  mine: 'Mine',
  late: 'Late',
  confirm: 'To confirm',
};

export function fits(row: DeskRow, filter: DeskFilter, me: string | null, now: Instant): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'waiting':
      return row.state === 'waiting';
    case 'nobody':
      return row.state === 'waiting' && row.calling.length === 0;
    case 'mine':
      return me !== null && row.holder === me && row.state !== 'done';
    case 'late':
      return row.state !== 'done' && clockWords(pressing(row), now).tone === 'late';
    case 'confirm':
      return row.state === 'done';
  }
}

/** Every word typed is somewhere in what the row says. */
export function says(row: DeskRow, typed: string, unitName: string): boolean {
  const all = `${row.callBackCode} ${row.priority} ${row.topic} ${row.text} ${row.askerName ?? ''} ${row.holderName ?? ''} ${unitName} ${row.issue?.title ?? ''}`;
  const text = all.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word.replace(/^#/, '')));
}

const eventWords: Readonly<Record<string, string>> = {
  asked: 'Asked',
  offered: 'Called',
  lapsed: 'Did not answer',
  declined: 'Declined',
  accepted: 'Accepted',
  'on-the-way': 'On the way',
  arrived: 'Arrived',
  done: 'Help ended',
  confirmed: 'Confirmed as solved',
  reopened: 'Opened again',
  withdrawn: 'Taken back by the asker',
  released: 'Taken back to the queue',
  'given-back': 'Given back to the queue',
  triaged: 'Triaged',
  attached: 'Attached to a known issue',
  answered: 'Answered; the asker is asked whether it is solved',
  replied: 'Answered',
  noted: 'Noted',
  taken: 'Taken by the desk',
  'sent-on': 'Sent on',
  paused: 'Clock stands',
  resumed: 'Clock goes on',
  linked: 'Linked',
  unlinked: 'Link removed',
  escalated: 'Told to the command centre',
  'asker-wrote': 'The asker wrote',
  'handed-over': 'Made a ticket',
  'their-state': 'The ticket is now',
  'screen-asked': 'Asked to see the screen',
  'screen-shown': 'The screen is shown, with consent',
  'screen-declined': 'The screen is not shown: the asker said no',
  'screen-ended': 'The screen is not shown any more',
};
const systemName = (system: string): string => systemWords[system as keyof typeof systemWords] ?? system;
const escalationWords: Readonly<Record<string, string>> = {
  'not-answered': 'nobody answered',
  'nobody-in-sight': 'nobody in sight',
  'response-late': 'late response',
  'not-arrived': 'not arrived',
  'not-confirmed': 'not confirmed',
};

/** A line of the log in words. */
export function eventText(kind: string, detail: Readonly<Record<string, unknown>>, nameOf: (personId: string) => string): string {
  const word = (key: string): string => (typeof detail[key] === 'string' ? detail[key] : '');
  const words = eventWords[kind] ?? kind;
  if (kind === 'offered') return `${words} ${nameOf(word('supporterId'))}`;
  if (kind === 'triaged') return `${words}: ${word('priority')}`;
  if (kind === 'sent-on') return `${words} to ${tierWords[word('tier') as keyof typeof tierWords] ?? word('tier')}`;
  if (kind === 'paused') return `${words}: waiting for ${pauseWords[word('reason') as keyof typeof pauseWords] ?? word('reason')}`;
  if (kind === 'escalated') return `${words}: ${escalationWords[word('kind')] ?? word('kind')}`;
  if (kind === 'linked') return `${words} as ${word('kind') === 'child' ? 'a part of another' : 'a duplicate'}`;
  if (kind === 'handed-over') return `${words} in ${systemName(word('system'))}`;
  if (kind === 'their-state') return `${words} ${word('state')} in ${systemName(word('system'))}`;
  if (detail.onBehalf === true) return `${words}, by telephone`;
  return words;
}
