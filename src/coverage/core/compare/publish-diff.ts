import { overlapMs } from '#kernel/interval.ts';
import type { Assignment } from '../plan/plan.ts';

/** What a supporter must be told when one plan takes the place of another. */
export interface PersonDiff {
  readonly personId: string;
  readonly added: readonly Assignment[];
  readonly removed: readonly Assignment[];
  /** Same time, in part at least, but another place, clinician or length. */
  readonly changed: readonly { readonly before: Assignment; readonly after: Assignment }[];
}

/**
 * People whose assignments differ, in order of personId. Ids and cost do not matter: an assignment is the same if person, time, place, kind
 * and the needs it serves are. Each assignment is in exactly one of: the same, added, removed, changed.
 */
export function publishDiff(before: readonly Assignment[], after: readonly Assignment[]): PersonDiff[] {
  const [was, is] = [byPerson(before), byPerson(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .toSorted()
    .map((personId) => diffOf(personId, was.get(personId) ?? [], is.get(personId) ?? []))
    .filter(({ added, removed, changed }) => added.length + removed.length + changed.length > 0);
}

const byPerson = (assignments: readonly Assignment[]): Map<string, Assignment[]> => Map.groupBy(assignments, ({ personId }) => personId);

const content = ({ start, end, kind, unitId, shiftId, needIds }: Assignment): string =>
  JSON.stringify([start, end, kind, unitId, shiftId, needIds.toSorted()]);

function diffOf(personId: string, before: readonly Assignment[], after: readonly Assignment[]): PersonDiff {
  const [was, is] = [new Set(before.map(content)), new Set(after.map(content))];
  const left = before.filter((assignment) => !is.has(content(assignment))).toSorted(byStart);
  const added: Assignment[] = [];
  const changed: { before: Assignment; after: Assignment }[] = [];
  for (const next of after.filter((assignment) => !was.has(content(assignment))).toSorted(byStart)) {
    const replaced = left.findIndex((old) => overlapMs(old, next) > 0);
    const [old] = replaced === -1 ? [] : left.splice(replaced, 1);
    if (old) changed.push({ before: old, after: next });
    else added.push(next);
  }
  return { personId, added, removed: left, changed };
}

const byStart = (a: Assignment, b: Assignment): number => a.start - b.start || (a.id < b.id ? -1 : 1);
