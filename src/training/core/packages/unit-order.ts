import type { Cmi5Verb } from './cmi5-vocabulary.ts';
import { unitsOf, type Course, type CourseNode } from './course.ts';
import { isSatisfied, type SaidByUnit } from './move-on.ts';
import { readScript, type ItemStatus } from './prerequisites.ts';

/** Which units may be opened now, by their place in the course: SCORM's prerequisites and the order that a package sets. */
export function openUnits(course: Course, said: SaidByUnit): readonly boolean[] {
  const places = new Map(unitsOf(course.children).map((unit, place) => [unit, place] as const));
  const of = (place: number): ReadonlySet<Cmi5Verb> => said.get(place) ?? new Set();
  const isDone = (node: CourseNode): boolean =>
    node.kind === 'unit' ? isSatisfied(node, of(places.get(node) ?? -1)) : node.children.every(isDone);
  const statuses = statusesOf(course, of, isDone, places);
  const open: boolean[] = [];
  const walk = (nodes: readonly CourseNode[], inOrder: boolean, mayOpen: boolean): void => {
    let before = true;
    for (const node of nodes) {
      const isOpen = mayOpen && (before || !inOrder);
      if (node.kind === 'block') walk(node.children, node.inOrder ?? false, isOpen);
      else open.push(isOpen && (node.prerequisites === undefined || (readScript(node.prerequisites)?.(statuses) ?? true)));
      before &&= isDone(node);
    }
  };
  walk(course.children, course.inOrder ?? false, true);
  return open;
}

function statusesOf(
  course: Course,
  of: (place: number) => ReadonlySet<Cmi5Verb>,
  isDone: (node: CourseNode) => boolean,
  places: ReadonlyMap<CourseNode, number>,
): (itemId: string) => ItemStatus {
  const nodes = new Map<string, CourseNode>();
  const collect = (all: readonly CourseNode[]): void => {
    for (const node of all) {
      nodes.set(node.id, node);
      if (node.kind === 'block') collect(node.children);
    }
  };
  collect(course.children);
  return (itemId) => {
    const node = nodes.get(itemId);
    if (!node) return 'not attempted';
    if (node.kind === 'block') return isDone(node) ? 'completed' : 'incomplete';
    const verbs = of(places.get(node) ?? -1);
    if (verbs.has('passed') || verbs.has('waived')) return 'passed';
    if (verbs.has('failed')) return 'failed';
    if (verbs.has('completed')) return 'completed';
    return verbs.has('launched') ? 'incomplete' : 'not attempted';
  };
}
