import { minuteMs, type Instant } from '#kernel/time.ts';
import { isOverdue, byDue, type ActionFact, type GapFact, type ResolutionFact } from '../huddle/agenda.ts';

export interface OpenRequest {
  readonly requestId: string;
  readonly callBackCode: string;
  readonly unitId: string;
  readonly topic: string;
  readonly priority: 'P1' | 'P2' | 'P3' | 'P4';
  readonly askerClass: 'provider' | 'nurse' | 'other';
  readonly state: string;
  readonly waitingSince: Instant;
  readonly holderName: string | null;
  readonly gap: string | null;
  readonly escalations: readonly string[];
}

export interface HandOverFacts {
  readonly open: readonly OpenRequest[];
  readonly lines: readonly (ResolutionFact & { readonly createdAt: Instant })[];
  readonly gaps: readonly GapFact[];
  readonly actions: readonly ActionFact[];
  readonly objectives: readonly { readonly text: string; readonly done: boolean }[];
  readonly incident: string | null;
  readonly downtimes: readonly string[];
  readonly changes: { readonly asked: number; readonly closed: number; readonly escalated: number; readonly broadcasts: number };
}

const openMax = 40;
const gapsMax = 20;

/** The most pressing first: whom nobody is called for, then who was escalated, then by priority and age. */
export function handOverSheet(facts: HandOverFacts, since: Instant, now: Instant) {
  const { open, lines, gaps, actions, objectives, incident, downtimes, changes } = facts;
  const press = ({ gap, state, escalations, priority }: OpenRequest): string =>
    [gap !== null && state === 'waiting' ? 0 : 1, escalations.length > 0 ? 0 : 1, state === 'done' ? 1 : 0, priority].join(' ');
  const ordered = open.toSorted((a, b) => (press(a) < press(b) ? -1 : press(a) > press(b) ? 1 : a.waitingSince - b.waitingSince));
  const unsolved = lines.filter(({ stage }) => stage !== 'closed');
  return {
    at: now,
    since,
    openCount: open.length,
    waiting: ordered.slice(0, openMax).map(({ waitingSince, escalations, ...request }) => ({
      ...request,
      escalations: [...escalations],
      waitMinutes: Math.max(0, Math.round((now - waitingSince) / minuteMs)),
    })),
    issues: unsolved
      .toSorted((a, b) => byDue(a, b) || b.requests - a.requests)
      .map(({ issueId, title, stage, ownerName, dueAt, requests, createdAt }) => ({
        issueId,
        title,
        stage,
        ownerName,
        dueAt,
        requests,
        isNew: createdAt > since,
      })),
    gaps: gaps.slice(0, gapsMax).map(({ unitId, start, end, missing, topic }) => ({ unitId, start, end, missing, topic })),
    changes: {
      ...changes,
      issuesFound: lines.filter(({ createdAt }) => createdAt > since).length,
      issuesClosed: lines.filter(({ stage, changedAt }) => stage === 'closed' && changedAt > since).length,
    },
    actions: actions
      .toSorted(byDue)
      .map((one) => ({ text: one.text, ownerName: one.ownerName, dueAt: one.dueAt, overdue: isOverdue(one, now) })),
    objectives: objectives.map(({ text, done }) => ({ text, done })),
    incident,
    downtimes: [...downtimes],
  };
}
