import type { Feedback, LearningModule, RunView } from '#training/contract.ts';

export const mediaPath = '/api/training/media/';

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

export function pointsText({ points, right }: Pick<Feedback, 'points' | 'right'>): string {
  if (right) return points < 1 ? `Right, for ${percent(points)} of the point` : 'Right';
  if (points > 0) return `Partly right: ${percent(points)} of the point`;
  return points < 0 ? 'Not right, and it costs: you were sure' : 'Not right';
}

export const stateText: Readonly<Record<LearningModule['state'], string>> = {
  locked: 'Later',
  open: 'To do',
  running: 'Begun',
  passed: 'Passed',
  counted: 'Counts by another',
};

/** What the way through says of attempts: all of them, failed ones too. */
export function attemptsText(run: Pick<RunView, 'attempts'>): string {
  const failed = run.attempts.filter((attempt) => !attempt.passed).length;
  if (run.attempts.length === 0) return 'No attempt yet';
  const all = `${run.attempts.length} ${run.attempts.length === 1 ? 'attempt' : 'attempts'}`;
  return failed === 0 ? all : `${all}, ${failed} not passed`;
}
