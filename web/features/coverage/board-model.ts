import type { AssignmentView, BoardAnswer, BoardNeed, BoardPerson, UncoveredView } from '#coverage/contract.ts';
import { unpackBoard } from '#coverage/contract.ts';

/*
 * The board as the pages hold it. A change makes a new model that shares all lists it does not touch: rows are drawn
 * again only where their own list is another one.
 */

/** One gap: a need, or a part of its time, that is short. */
export interface Gap extends UncoveredView {
  readonly need: BoardNeed;
}

export interface BoardModel {
  readonly answer: BoardAnswer;
  readonly version: number;
  readonly people: ReadonlyMap<string, BoardPerson>;
  readonly unitNames: ReadonlyMap<string, string>;
  readonly needs: ReadonlyMap<string, BoardNeed>;
  readonly assignments: ReadonlyMap<string, AssignmentView>;
  readonly needsByUnit: ReadonlyMap<string, readonly BoardNeed[]>;
  readonly byUnit: ReadonlyMap<string, readonly AssignmentView[]>;
  readonly byPerson: ReadonlyMap<string, readonly AssignmentView[]>;
  readonly gapsByUnit: ReadonlyMap<string, readonly Gap[]>;
  /** In order of start. */
  readonly gaps: readonly Gap[];
}

/** Where a need's place is the clinician's choice. */
export const noUnit = '';

export interface BoardChanges {
  readonly version: number;
  readonly removed: readonly string[];
  readonly assignments: readonly AssignmentView[];
  readonly needs: readonly BoardNeed[];
  /** All gaps of the span; null: as they were. */
  readonly uncovered: readonly UncoveredView[] | null;
  readonly hours: Readonly<Record<string, Record<string, number>>>;
}

const byStart = (a: { start: number; end: number }, b: { start: number; end: number }): number => a.start - b.start || a.end - b.end;
const unitKey = (item: { unitId: string | null }): string => item.unitId ?? noUnit;

export function makeModel(answer: BoardAnswer): BoardModel {
  const { needs, assignments } = unpackBoard(answer);
  const needMap = new Map(needs.map((need) => [need.id, need]));
  const sorted = assignments.toSorted(byStart);
  const gaps = gapsOf(answer.uncovered, needMap);
  return {
    answer,
    version: answer.version,
    people: new Map(answer.people.map((person) => [person.personId, person])),
    unitNames: new Map(answer.units.map((unit) => [unit.unitId, unit.name])),
    needs: needMap,
    assignments: new Map(sorted.map((assignment) => [assignment.id, assignment])),
    needsByUnit: Map.groupBy(needs, unitKey),
    byUnit: Map.groupBy(sorted, unitKey),
    byPerson: Map.groupBy(sorted, (assignment) => assignment.personId),
    gaps,
    gapsByUnit: Map.groupBy(gaps, (gap) => unitKey(gap.need)),
  };
}

function gapsOf(uncovered: readonly UncoveredView[], needs: ReadonlyMap<string, BoardNeed>): Gap[] {
  return uncovered
    .flatMap((gap): Gap[] => {
      const need = needs.get(gap.needId);
      return need ? [{ ...gap, need }] : [];
    })
    .toSorted(byStart);
}

export function withChanges(model: BoardModel, changes: BoardChanges): BoardModel {
  const assignments = new Map(model.assignments);
  const [units, persons] = [new Set<string>(), new Set<string>()];
  const touch = (assignment: AssignmentView | undefined): void => {
    if (!assignment) return;
    units.add(unitKey(assignment));
    persons.add(assignment.personId);
  };
  for (const id of changes.removed) {
    touch(assignments.get(id));
    assignments.delete(id);
  }
  for (const assignment of changes.assignments) {
    touch(assignments.get(assignment.id));
    touch(assignment);
    assignments.set(assignment.id, assignment);
  }
  const needs = new Map(model.needs);
  const needUnits = new Set(changes.needs.map(unitKey));
  for (const need of changes.needs) needs.set(need.id, need);
  const gaps = changes.uncovered === null ? model.gaps : gapsOf(changes.uncovered, needs);
  return {
    ...model,
    version: changes.version,
    assignments,
    needs,
    people: withHours(model.people, changes.hours),
    byUnit: regroup(model.byUnit, assignments.values(), unitKey, units),
    byPerson: regroup(model.byPerson, assignments.values(), (assignment) => assignment.personId, persons),
    needsByUnit: regroup(model.needsByUnit, needs.values(), unitKey, needUnits),
    gaps,
    gapsByUnit: keepEqual(
      model.gapsByUnit,
      Map.groupBy(gaps, (gap) => unitKey(gap.need)),
    ),
  };
}

function withHours(people: BoardModel['people'], hours: BoardChanges['hours']): BoardModel['people'] {
  const next = new Map(people);
  for (const [personId, byWeek] of Object.entries(hours)) {
    const person = next.get(personId);
    if (person) next.set(personId, { ...person, hours: byWeek });
  }
  return next;
}

/** New lists for the keys that changed; the very same lists for all others. */
function regroup<T extends { start: number; end: number }>(
  old: ReadonlyMap<string, readonly T[]>,
  all: Iterable<T>,
  key: (item: T) => string,
  changed: ReadonlySet<string>,
): ReadonlyMap<string, readonly T[]> {
  if (changed.size === 0) return old;
  const fresh = new Map<string, T[]>([...changed].map((name) => [name, []]));
  for (const item of all) fresh.get(key(item))?.push(item);
  const next = new Map(old);
  for (const [name, items] of fresh) next.set(name, items.toSorted(byStart));
  return next;
}

function keepEqual(old: BoardModel['gapsByUnit'], fresh: ReadonlyMap<string, readonly Gap[]>): BoardModel['gapsByUnit'] {
  const same = (a: readonly Gap[], b: readonly Gap[]): boolean =>
    a.length === b.length && a.every((gap, i) => gap.needId === b[i]?.needId && gap.missing === b[i].missing && gap.start === b[i].start);
  return new Map(
    [...fresh].map(([unitId, gaps]) => {
      const before = old.get(unitId);
      return [unitId, before && same(before, gaps) ? before : gaps];
    }),
  );
}
