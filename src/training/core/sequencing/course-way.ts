import type { ActivityTree } from './activity-tree.ts';
import type { SequencingCode } from './exceptions.ts';
import { navigate, type Navigation } from './navigate.ts';
import type { NavigationRequest } from './navigation.ts';
import { standingOf, type Standing } from './report.ts';
import type { Tracking } from './tracking.ts';
import { Working } from './working.ts';

/*
 * What the standard leaves to whoever plays a course: how one gets in from a list of units, how one leaves, and what stays open then.
 */
export interface Way {
  readonly tree: ActivityTree;
  readonly tracking: Tracking;
  /** Of what is drawn where the package selects or shuffles. */
  readonly seed: number;
}

/** Whether an activity is done: of completion and success one is known to be so, and neither not to be. Of the root it is whether the course is. */
export const isDone = ({ completed, satisfied }: Pick<Standing, 'completed' | 'satisfied'>): boolean =>
  completed !== false && satisfied !== false && (completed === true || satisfied === true);

/** A step of the learner's or the SCO's. A course that was gone through without being done or failed is not begun anew the next time. */
export function goTo({ tree, tracking, seed }: Way, request: NavigationRequest): Navigation {
  const went = navigate(tree, tracking, request, seed);
  if (went.outcome.kind !== 'end' || went.tracking.suspended !== null) return went;
  const { completed, satisfied } = standingOf(tree, went.tracking, tree.root.id);
  const { selectionTiming, randomizationTiming } = tree.root.rules;
  const isDrawn = selectionTiming === 'onEachNewAttempt' || randomizationTiming === 'onEachNewAttempt';
  if (isDrawn || satisfied !== null || completed === true) return went;
  return { ...went, tracking: parked(tree, went.tracking, tree.root.id) };
}

/** The attempt goes on when the activity is delivered again. */
function parked(tree: ActivityTree, tracking: Tracking, id: string): Tracking {
  const on = new Working(tree, tracking, () => 0);
  const activity = tree.byId.get(id);
  if (activity) on.set(activity, { isSuspended: true });
  return on.tracking();
}

/** Where the learner leaves the course for now. A unit that said it was over is; one that did not is gone on with. */
export function leave(way: Way, isFinished: boolean): Tracking {
  const { tree, tracking, seed } = way;
  if (tracking.current === null) return tracking;
  const { isActive, isSuspended } = standingOf(tree, tracking, tracking.current);
  if (!isActive) return tracking;
  if (!isFinished || isSuspended) return navigate(tree, tracking, { kind: 'suspendAll' }, seed).tracking;
  const left = goTo(way, { kind: 'exit' });
  return left.outcome.kind === 'deliver' ? navigate(tree, left.tracking, { kind: 'suspendAll' }, seed).tracking : left.tracking;
}

/** Going on with the course, wherever one is, with nothing open. */
export function goOn(way: Way): Navigation {
  const { current, suspended } = way.tracking;
  return goTo(way, { kind: current !== null ? 'continue' : suspended === null ? 'start' : 'resumeAll' });
}

export type Opened =
  | { readonly ok: true; readonly navigation: Navigation & { readonly outcome: { readonly kind: 'deliver' } } }
  | { readonly ok: false; readonly code: SequencingCode };

/** The learner opens a unit in the list, with nothing open: the one with which the course goes on, or another by choice. */
export function openUnit(way: Way, unit: number): Opened {
  const target = way.tree.leaves[unit];
  const on = goOn(way);
  if (delivers(on) && on.outcome.unit === unit) return { ok: true, navigation: on };
  // What was suspended is taken up and put down again: to choose something else is no reason to lose it.
  const isBack = way.tracking.suspended !== null && delivers(on);
  const from = isBack ? parked(way.tree, on.tracking, on.outcome.activity) : way.tracking;
  const chosen = goTo({ ...way, tracking: from }, { kind: 'choice', target: target?.id ?? '' });
  if (delivers(chosen) && chosen.outcome.unit === unit) return { ok: true, navigation: chosen };
  return { ok: false, code: chosen.outcome.kind === 'exception' ? chosen.outcome.code : 'SB.2.9-5' };
}

const delivers = (navigation: Navigation): navigation is Navigation & { readonly outcome: { readonly kind: 'deliver' } } =>
  navigation.outcome.kind === 'deliver';

/** The unit with which the course goes on by itself; null: the learner chooses, or it is over. */
export function nextUnit(way: Way): number | null {
  const on = goOn(way);
  return delivers(on) ? on.outcome.unit : null;
}

/** What would come of each request, were it made now (`adl.nav.request_valid`). */
export interface OpenWays {
  readonly continue: boolean;
  readonly previous: boolean;
  /** By the item's identifier. */
  readonly choice: Readonly<Record<string, boolean>>;
  readonly jump: Readonly<Record<string, boolean>>;
}

/** In courses larger than this nobody is told beforehand which choices are open. */
const choicesMax = 200;

export function openWays(way: Way): OpenWays {
  const leads = (request: NavigationRequest, wanted?: string): boolean => {
    const { outcome } = goTo(way, request);
    return outcome.kind === 'deliver' || (outcome.kind === 'end' && wanted === undefined);
  };
  const targets = way.tree.all.length > choicesMax ? [] : way.tree.all.filter(({ parent }) => parent !== null).map(({ id }) => id);
  const each = (kind: 'choice' | 'jump') => Object.fromEntries(targets.map((target) => [target, leads({ kind, target }, target)]));
  return { continue: leads({ kind: 'continue' }), previous: leads({ kind: 'previous' }), choice: each('choice'), jump: each('jump') };
}
