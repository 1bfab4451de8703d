import { own, textOf, type JsonObject } from '../xapi/json.ts';

/* Assignment and Grade Services 2.0: what a tool tells of somebody's work. */

const activityProgresses = ['Initialized', 'Started', 'InProgress', 'Submitted', 'Completed'];
const gradingProgresses = ['FullyGraded', 'Pending', 'PendingManual', 'Failed', 'NotReady'];

export interface LtiScore {
  readonly userId: string;
  /** Milliseconds. */
  readonly toldAt: number;
  readonly scoreGiven: number | null;
  readonly scoreMax: number | null;
  readonly activityProgress: string;
  readonly gradingProgress: string;
}

/** The body of a score (3.4), or what is wrong with it. Comments are left out: nobody needs them here, and they may say anything. */
export function readScore(body: JsonObject): LtiScore | string {
  const [userId, timestamp] = [textOf(body, 'userId'), textOf(body, 'timestamp')];
  if (userId === '') return 'userId is missing.';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/.test(timestamp) || Number.isNaN(Date.parse(timestamp)))
    return 'timestamp must be a moment with seconds and a time zone (ISO 8601).';
  const [activity, grading] = [textOf(body, 'activityProgress'), textOf(body, 'gradingProgress')];
  if (!activityProgresses.includes(activity)) return `activityProgress must be one of ${activityProgresses.join(', ')}.`;
  if (!gradingProgresses.includes(grading)) return `gradingProgress must be one of ${gradingProgresses.join(', ')}.`;
  const [given, max] = [own(body, 'scoreGiven'), own(body, 'scoreMaximum')];
  if (given !== undefined && given !== null && (typeof given !== 'number' || given < 0)) return 'scoreGiven must be a number from 0.';
  if (typeof given === 'number' && (typeof max !== 'number' || max <= 0)) return 'With scoreGiven there must be a scoreMaximum above 0.';
  const isScored = typeof given === 'number' && typeof max === 'number';
  return {
    userId,
    toldAt: Date.parse(timestamp),
    scoreGiven: isScored ? given : null,
    scoreMax: isScored ? max : null,
    activityProgress: activity,
    gradingProgress: grading,
  };
}

/** What follows for the ledger; null: nothing yet. Scores above the maximum are allowed (3.4.4) and count as all. */
export function resultOf(
  score: LtiScore,
  passShare: number | null,
): { readonly kind: 'passed' | 'failed' | 'completed'; readonly share: number | null } | null {
  const share = score.scoreGiven === null || score.scoreMax === null ? null : Math.min(1, score.scoreGiven / score.scoreMax);
  const isDone = score.activityProgress === 'Completed' || score.activityProgress === 'Submitted';
  if (passShare !== null) {
    if (share === null || score.gradingProgress !== 'FullyGraded') return null;
    return { kind: share >= passShare ? 'passed' : 'failed', share };
  }
  return isDone ? { kind: 'completed', share } : null;
}
