import type { Edit } from '#coverage/contract.ts';

/** One step that can be taken back: `edit` takes it back. */
export interface Step {
  readonly edit: Edit;
  readonly words: string;
  readonly assignmentId: string;
  /** Of the assignment, before and after the step; null where it did not exist. */
  readonly versionBefore: number | null;
  readonly version: number;
}

const stepsMax = 100;

export const pushStep = (steps: readonly Step[], step: Step): Step[] => [...steps, step].slice(-stepsMax);

/**
 * Taking a step back makes the assignment what it was, under a new version. Earlier steps of the same assignment ask for
 * the old one, so they follow; a change by somebody else in between has another version and still stops them.
 */
export function rebaseSteps(steps: readonly Step[], assignmentId: string, from: number | null, to: number): Step[] {
  return steps.map((step) => {
    if (step.assignmentId !== assignmentId || step.version !== from || !('version' in step.edit)) return step;
    return { ...step, version: to, edit: { ...step.edit, version: to } };
  });
}
