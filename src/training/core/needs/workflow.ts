/*
 * How a job role works, as a map of steps: today's and the future one. A list that people can read and argue with; the picture is drawn from it.
 */

export type StepKind = 'start' | 'work' | 'paper' | 'ehr' | 'decision' | 'wait' | 'end';

export interface WorkflowStep {
  /** Short, unique in its map. */
  readonly stepId: string;
  readonly kind: StepKind;
  readonly name: string;
  /** Who does it: a job role or a place. */
  readonly who: string;
  readonly next: readonly { readonly to: string; readonly when: string }[];
}

export interface MapIssue {
  readonly stepId: string | null;
  readonly text: string;
}

/** What keeps a map from being read: each issue says what to do. An empty map has none. */
export function checkMap(steps: readonly WorkflowStep[]): MapIssue[] {
  if (steps.length === 0) return [];
  const ids = new Set(steps.map(({ stepId }) => stepId));
  const starts = steps.filter(({ kind }) => kind === 'start');
  const reached = reachableFrom(
    steps,
    starts.map(({ stepId }) => stepId),
  );
  const issue = (stepId: string | null, text: string): MapIssue => ({ stepId, text });
  return [
    ...(ids.size < steps.length ? [issue(null, 'Two steps have the same id. Rename one of them.')] : []),
    ...(starts.length === 1 ? [] : [issue(null, `A map has one start; this one has ${starts.length}.`)]),
    ...(steps.some(({ kind }) => kind === 'end') ? [] : [issue(null, 'No step is an end. Say where the work is done.')]),
    ...steps.flatMap(({ stepId, kind, next, name }): MapIssue[] => [
      ...next.filter(({ to }) => !ids.has(to)).map(({ to }) => issue(stepId, `${name} leads to "${to}", which is no step.`)),
      ...(kind === 'decision' && next.length < 2 ? [issue(stepId, `${name} is a decision with fewer than two ways on.`)] : []),
      ...(kind !== 'decision' && next.length > 1 ? [issue(stepId, `${name} has several ways on: make it a decision.`)] : []),
      ...(kind === 'end' && next.length > 0 ? [issue(stepId, `${name} is an end and leads on.`)] : []),
      ...(kind !== 'end' && next.length === 0 ? [issue(stepId, `Nothing follows ${name}. Make it an end, or say what follows.`)] : []),
      ...(starts.length === 1 && !reached.has(stepId) ? [issue(stepId, `No way leads to ${name}.`)] : []),
    ]),
  ];
}

function reachableFrom(steps: readonly WorkflowStep[], from: readonly string[]): ReadonlySet<string> {
  const byId = new Map(steps.map((step) => [step.stepId, step]));
  const seen = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(byId.get(id)?.next.map(({ to }) => to) ?? []));
  }
  return seen;
}

export interface MapChanges {
  readonly gone: readonly WorkflowStep[];
  readonly added: readonly WorkflowStep[];
  /** Same step, another kind or another person: paper that moves into the EHR, work that moves to somebody else. */
  readonly changed: readonly { readonly was: WorkflowStep; readonly is: WorkflowStep }[];
}

/** What becomes other for the people who work so: what training has to be about. Steps are known by their ids. */
export function changesBetween(today: readonly WorkflowStep[], future: readonly WorkflowStep[]): MapChanges {
  const [was, is] = [new Map(today.map((step) => [step.stepId, step])), new Map(future.map((step) => [step.stepId, step]))];
  return {
    gone: today.filter(({ stepId }) => !is.has(stepId)),
    added: future.filter(({ stepId }) => !was.has(stepId)),
    changed: future.flatMap((step) => {
      const before = was.get(step.stepId);
      return before && (before.kind !== step.kind || before.who !== step.who) ? [{ was: before, is: step }] : [];
    }),
  };
}
