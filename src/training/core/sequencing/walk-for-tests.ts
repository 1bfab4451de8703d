import { unitForTest } from '../packages/course-for-tests.ts';
import type { CourseBlock, CourseNode, CourseUnit } from '../packages/course.ts';
import { treeOf, type ActivityTree } from './activity-tree.ts';
import {
  plainObjective,
  plainSequencing,
  type Condition,
  type ConditionName,
  type MapFlags,
  type ObjectiveDefinition,
  type Sequencing,
  type SequencingRule,
} from './definition.ts';
import { navigate, type Outcome } from './navigate.ts';
import type { NavigationRequest } from './navigation.ts';
import { standingOf, takeReport, type Report, type Standing } from './report.ts';
import { noTracking, type ObjectiveState, type Tracking } from './tracking.ts';

/* Courses by hand, and a learner who goes through them. */
export const leaf = (id: string, over: Partial<Sequencing> = {}): CourseUnit =>
  unitForTest({ id, title: id, sequencing: { ...plainSequencing, ...over } });
export const block = (id: string, children: readonly CourseNode[], over: Partial<Sequencing> = {}): CourseBlock => ({
  kind: 'block',
  id,
  title: id,
  children,
  sequencing: { ...plainSequencing, flow: true, ...over },
});
export const tree = (children: readonly CourseNode[], over: Partial<Sequencing> = {}): ActivityTree =>
  treeOf({ title: 'Course', children, sequencing: { ...plainSequencing, flow: true, ...over } });

export const when = (name: ConditionName, over: Partial<Condition> = {}): Condition => ({
  name,
  not: false,
  objective: null,
  threshold: 0,
  ...over,
});
export const rule = <Action extends string>(action: Action, ...conditions: readonly Condition[]): SequencingRule<Action> => ({
  action,
  combination: 'all',
  conditions,
});
const all: MapFlags = { satisfied: true, measure: true, completed: false, progress: false };
const none: MapFlags = { satisfied: false, measure: false, completed: false, progress: false };
export const reads = (target: string, over: Partial<ObjectiveDefinition> = {}): ObjectiveDefinition => ({
  ...plainObjective,
  ...over,
  maps: [{ target, read: all, write: none }],
});
export const writes = (target: string, over: Partial<ObjectiveDefinition> = {}): ObjectiveDefinition => ({
  ...plainObjective,
  ...over,
  maps: [{ target, read: none, write: all }],
});

export interface Walk {
  readonly tree: ActivityTree;
  tracking: Tracking;
  last: Outcome;
  /** Id of what is delivered, `end`, `stay`, or the exception. */
  go(kind: (NavigationRequest & { target?: string })['kind'], target?: string): string;
  tell(report: Partial<Report> & { readonly said?: Readonly<Record<string, Partial<ObjectiveState>>> }): void;
  standing(id?: string): Standing;
}
const unknown: ObjectiveState = { satisfied: null, measure: null, completed: null, progress: null };

export function walkThrough(course: ActivityTree, seed = 1): Walk {
  const walk: Walk = {
    tree: course,
    tracking: noTracking,
    last: { kind: 'stay' },
    go(kind, target = '') {
      const request = kind === 'choice' || kind === 'jump' ? { kind, target } : { kind };
      ({ tracking: walk.tracking, outcome: walk.last } = navigate(course, walk.tracking, request, seed));
      const { last } = walk;
      return last.kind === 'deliver' ? last.activity : last.kind === 'exception' ? last.code : last.kind;
    },
    tell({ said = {}, ...report }) {
      const objectives = new Map(Object.entries(said).map(([id, state]) => [id, { ...unknown, ...state }]));
      walk.tracking = takeReport(course, walk.tracking, { ...unknown, isSuspended: false, objectives, ...report });
    },
    standing: (id = '') => standingOf(course, walk.tracking, id),
  };
  return walk;
}
