import type { Course, CourseNode } from '../packages/course.ts';
import { plainSequencing, type Sequencing } from './definition.ts';

/** A node of the activity tree (SN 2.1.1). Leaves are units; the root is the organization. */
export interface Activity {
  /** The item's identifier; the root's is empty, so that no item can have it. */
  readonly id: string;
  readonly title: string;
  /** Its place among the course's units; null for what has activities in it. */
  readonly unit: number | null;
  readonly parent: Activity | null;
  readonly children: readonly Activity[];
  /** In a forward preorder walk, from 0. */
  readonly order: number;
  readonly rules: Sequencing;
  /** False: it is not to be offered in a list (`isvisible`). */
  readonly isVisible: boolean;
}
export interface ActivityTree {
  readonly root: Activity;
  /** In preorder. */
  readonly all: readonly Activity[];
  readonly byId: ReadonlyMap<string, Activity>;
  /** By the unit's place in the course. */
  readonly leaves: readonly Activity[];
}

export function treeOf(course: Pick<Course, 'title' | 'children' | 'sequencing'>): ActivityTree {
  const all: Activity[] = [];
  const leaves: Activity[] = [];
  const add = (node: Partial<CourseNode> & Pick<CourseNode, 'title'>, id: string, parent: Activity | null): Activity => {
    const inner = node.kind === 'unit' ? [] : ((node as { children?: readonly CourseNode[] }).children ?? []);
    const children: Activity[] = [];
    const activity: Activity = {
      id,
      title: node.title,
      unit: node.kind === 'unit' ? leaves.length : null,
      parent,
      children,
      order: all.length,
      rules: node.sequencing ?? plainSequencing,
      isVisible: !(node.isHidden ?? false),
    };
    all.push(activity);
    if (node.kind === 'unit') leaves.push(activity);
    for (const child of inner) children.push(add(child, child.id, activity));
    return activity;
  };
  const root = add(
    { title: course.title, children: course.children, ...(course.sequencing ? { sequencing: course.sequencing } : {}) },
    '',
    null,
  );
  return { root, all, leaves, byId: new Map(all.map((one) => [one.id, one])) };
}

/** From the activity up to the root, both included. */
export function pathUp(activity: Activity): Activity[] {
  const path: Activity[] = [];
  for (let at: Activity | null = activity; at; at = at.parent) path.push(at);
  return path;
}
export const pathDown = (activity: Activity): Activity[] => pathUp(activity).toReversed();

/** The deepest activity that both lie in, or are. */
export function commonAncestor(one: Activity, other: Activity): Activity {
  const above = new Set(pathUp(one));
  const found = pathUp(other).find((activity) => above.has(activity));
  if (!found) throw new Error('Two activities of different trees');
  return found;
}

export const isWithin = (activity: Activity, ancestor: Activity): boolean => pathUp(activity).includes(ancestor);
export const isLeaf = (activity: Activity): boolean => activity.children.length === 0;
