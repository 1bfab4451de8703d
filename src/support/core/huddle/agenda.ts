import type { Instant } from '#kernel/time.ts';
import type { BoardIssue, BoardRequest } from '../board/facts.ts';
import { topLines } from '../board/top.ts';
import { waitsOf } from '../board/waits.ts';

/** A line of the resolution plan, as an agenda and a hand-over see it. */
export interface ResolutionFact {
  readonly issueId: string;
  readonly title: string;
  readonly stage: 'found' | 'working' | 'answer-ready' | 'closed';
  readonly ownerName: string;
  readonly dueAt: Instant | null;
  readonly answerKind: string | null;
  readonly answer: string;
  readonly changedAt: Instant;
  readonly requests: number;
}

export interface ActionFact {
  readonly actionId: string;
  readonly text: string;
  readonly ownerName: string;
  readonly dueAt: Instant | null;
}

export interface GapFact {
  readonly unitId: string | null;
  readonly start: Instant;
  readonly end: Instant;
  readonly missing: number;
  readonly topic: string;
}

export interface HuddleFacts {
  /** Asked since the last huddle. */
  readonly requests: readonly BoardRequest[];
  readonly lines: readonly ResolutionFact[];
  /** Of the hours ahead. */
  readonly gaps: readonly GapFact[];
  readonly actions: readonly ActionFact[];
  readonly helpers: readonly { readonly personId: string; readonly name: string; readonly helped: number }[];
}

const problemsMax = 5;
const listMax = 10;

export const isOverdue = ({ dueAt }: { readonly dueAt: Instant | null }, now: Instant): boolean => dueAt !== null && dueAt < now;

/** What is due first comes first; what nobody has promised for a date comes last. */
export const byDue = (a: { readonly dueAt: Instant | null }, b: { readonly dueAt: Instant | null }): number =>
  (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY) || 0;

/**
 * What a huddle should speak about, from what happened since the last one. Whoever helped is thanked in the order of names: a ranking would
 * punish those who were sent to quiet units.
 */
export function huddleAgenda({ requests, lines, gaps, actions, helpers }: HuddleFacts, since: Instant, until: Instant) {
  const { asked, helped, gaveUp, p50Minutes, p90Minutes } = waitsOf(requests, until);
  const issues = new Map(
    lines.map(({ issueId, title, stage }): [string, BoardIssue] => [issueId, { issueId, title, open: stage !== 'closed' }]),
  );
  const open = lines.filter(({ stage }) => stage !== 'closed');
  return {
    since,
    until,
    figures: { asked, helped, gaveUp, p50Minutes, p90Minutes },
    topProblems: topLines(requests, issues, until, problemsMax).map(({ kind, id, title, count, open: left }) => ({
      issueId: kind === 'issue' ? id : null,
      title,
      count,
      open: left,
    })),
    unsolved: open
      .toSorted((a, b) => byDue(a, b) || b.requests - a.requests || (a.issueId < b.issueId ? -1 : 1))
      .slice(0, listMax)
      .map((line) => ({
        issueId: line.issueId,
        title: line.title,
        ownerName: line.ownerName,
        dueAt: line.dueAt,
        overdue: isOverdue(line, until),
      })),
    newAnswers: lines
      .filter((line) => (line.stage === 'closed' || line.stage === 'answer-ready') && line.answer !== '' && line.changedAt > since)
      .slice(0, listMax)
      .map(({ issueId, title, answerKind, answer }) => ({ issueId, title, kind: answerKind ?? '', answer })),
    gapsAhead: gaps.slice(0, listMax).map(({ unitId, start, end, missing, topic }) => ({ unitId, start, end, missing, topic })),
    openActions: actions
      .toSorted(byDue)
      .map((one) => ({ actionId: one.actionId, text: one.text, ownerName: one.ownerName, overdue: isOverdue(one, until) })),
    thanks: helpers
      .filter((one) => one.helped > 0)
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.personId < b.personId ? -1 : 1))
      .map(({ personId, name, helped: times }) => ({ personId, name, helped: times })),
  };
}
