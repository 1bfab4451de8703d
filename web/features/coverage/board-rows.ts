import type { AssignmentView, BoardNeed, BoardPerson } from '#coverage/contract.ts';
import { addDays, dayMs, weekday, type LocalDate } from '#kernel/time.ts';
import { noUnit, type BoardModel, type Gap } from './board-model.ts';
import type { Zoom } from './time-scale.ts';

/** What stands on the time line: somebody's assignment, or the place where somebody is missing. */
export type BoardItem =
  | {
      readonly kind: 'assignment';
      readonly id: string;
      readonly start: number;
      readonly end: number;
      readonly lane: number;
      readonly assignment: AssignmentView;
    }
  | { readonly kind: 'gap'; readonly id: string; readonly start: number; readonly end: number; readonly lane: number; readonly gap: Gap };

interface RowBase {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  readonly height: number;
  /** Bars one under the other for which the height has room; 0 on a roster, whose cells hold figures. */
  readonly lanes: number;
  /** In order of start. */
  readonly items: readonly BoardItem[];
}
export interface UnitRow extends RowBase {
  readonly kind: 'unit';
  readonly unitId: string;
  readonly needs: readonly BoardNeed[];
  readonly gaps: readonly Gap[];
}
export interface PersonRow extends RowBase {
  readonly kind: 'person';
  readonly person: BoardPerson;
}
/** Above the people: what nobody does yet, to be dragged onto somebody. */
export interface OpenRow extends RowBase {
  readonly kind: 'open';
}
export type BoardRow = UnitRow | PersonRow | OpenRow;

export interface BoardFilter {
  readonly siteId: string | null;
  readonly unitId: string | null;
  readonly search: string;
  readonly kind: 'unit' | 'round' | 'outreach' | null;
  readonly onlyGaps: boolean;
}

export const lanePx = 24;
export const stripPx = 18;
const personPx = 32;
const rosterUnitPx = 40;
const openLanesMax = 5;
const openPxMin = 40; // its two lines of words

type Unplaced = BoardItem extends infer I ? (I extends BoardItem ? Omit<I, 'lane'> : never) : never;

/** Puts overlapping bars into as few lanes as it takes: first lane that is free at their start, from `lowest` on. */
export function intoLanes(items: readonly Unplaced[], lowest: (item: Unplaced) => number = () => 0): { items: BoardItem[]; lanes: number } {
  const ends: number[] = [];
  const placed = items
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .map((item): BoardItem => {
      let lane = lowest(item);
      while ((ends[lane] ?? Number.NEGATIVE_INFINITY) > item.start) lane += 1;
      ends[lane] = item.end;
      return { ...item, lane } as BoardItem;
    });
  return { items: placed, lanes: ends.length };
}

const halfDayMs = dayMs / 2;

/** How many lanes `items` fill around another one, half a day to both sides: bars of one day then begin at one height. */
function lanesAround(items: readonly BoardItem[]): (item: { readonly start: number; readonly end: number }) => number {
  const filled = new Map<number, number>();
  const halves = ({ start, end }: { start: number; end: number }): [number, number] => [
    Math.floor(start / halfDayMs),
    Math.floor((end - 1) / halfDayMs),
  ];
  for (const item of items) {
    const [first, last] = halves(item);
    for (let half = first - 1; half <= last + 1; half++) filled.set(half, Math.max(filled.get(half) ?? 0, item.lane + 1));
  }
  return (item) => {
    const [first, last] = halves(item);
    let lanes = 0;
    for (let half = first; half <= last; half++) lanes = Math.max(lanes, filled.get(half) ?? 0);
    return lanes;
  };
}

/** The shifts above, the rounds below; a quiet day leaves no lane empty. */
export function shiftsAboveRounds(bars: readonly Unplaced[]): { items: BoardItem[]; lanes: number } {
  const above = intoLanes(bars.filter(isUnitBar));
  const below = intoLanes(
    bars.filter((bar) => !isUnitBar(bar)),
    lanesAround(above.items),
  );
  const items = [...above.items, ...below.items].toSorted((a, b) => a.start - b.start);
  return { items, lanes: Math.max(above.lanes, below.lanes) };
}

/** A unit's row of so many lanes. */
const unitPx = (lanes: number): number => stripPx + Math.max(1, lanes) * lanePx + 6;
const fittedRows = new WeakMap<UnitRow, Map<number, UnitRow>>();

/** The row as high as what it shows between two moments takes. */
export function fitted(row: BoardRow, start: number, end: number): BoardRow {
  if (row.kind !== 'unit' || row.lanes === 0) return row;
  let lanes = 1;
  for (const item of row.items) if (item.start < end && start < item.end && item.lane >= lanes) lanes = item.lane + 1;
  if (lanes === row.lanes) return row;
  const kept = fittedRows.get(row) ?? new Map<number, UnitRow>();
  fittedRows.set(row, kept);
  const before = kept.get(lanes);
  if (before) return before;
  const next = { ...row, lanes, height: unitPx(lanes) };
  kept.set(lanes, next);
  return next;
}

const isUnitBar = (bar: Unplaced): boolean => (bar.kind === 'gap' ? bar.gap.need.kind : bar.assignment.kind) === 'unit';
const assignmentItem = (assignment: AssignmentView) =>
  ({ kind: 'assignment', id: assignment.id, start: assignment.start, end: assignment.end, assignment }) as const;
const gapItem = (gap: Gap) => ({ kind: 'gap', id: `gap:${gap.needId}:${gap.start}`, start: gap.start, end: gap.end, gap }) as const;

// Lanes of a unit depend only on its two lists: after an edit of one unit the others keep their rows, and their drawing.
const unitRows = new WeakMap<readonly AssignmentView[], Map<string, UnitRow>>();
const nothing: readonly never[] = [];

export function rowsOf(model: BoardModel, view: 'units' | 'people', zoom: Zoom, filter: BoardFilter): BoardRow[] {
  return view === 'units' ? rowsOfUnits(model, zoom, filter) : rowsOfPeople(model, zoom, filter);
}

function rowsOfUnits(model: BoardModel, zoom: Zoom, filter: BoardFilter): UnitRow[] {
  const sites = new Map(model.answer.sites.map((site) => [site.siteId, site.name]));
  const manySites = sites.size > 1;
  const units = model.answer.units.map((unit) => ({ ...unit, note: manySites ? (sites.get(unit.siteId) ?? '') : unit.specialty }));
  if (model.byUnit.has(noUnit) || model.needsByUnit.has(noUnit))
    units.push({ unitId: noUnit, name: 'Place by choice', siteId: '', building: '', floor: '', zone: '', specialty: '', note: 'outreach' });
  const words = filter.search.trim().toLowerCase();
  return units
    .filter(
      (unit) => (filter.siteId === null || unit.siteId === filter.siteId) && (filter.unitId === null || unit.unitId === filter.unitId),
    )
    .map((unit) => unitRow(model, unit, zoom, filter.kind))
    .filter((row) => !filter.onlyGaps || row.gaps.length > 0)
    .filter((row) => words === '' || mentions(model, row, words));
}

function unitRow(model: BoardModel, unit: { unitId: string; name: string; note: string }, zoom: Zoom, kind: BoardFilter['kind']): UnitRow {
  const assignments = model.byUnit.get(unit.unitId) ?? nothing;
  const gaps = model.gapsByUnit.get(unit.unitId) ?? nothing;
  const needs = model.needsByUnit.get(unit.unitId) ?? nothing;
  const kept = unitRows.get(assignments) ?? new Map<string, UnitRow>();
  const key = `${unit.unitId}|${zoom === 'six-weeks'}|${kind}`;
  const before = kept.get(key);
  if (before && before.gaps === gaps && before.needs === needs) return before;
  const of = <T extends { kind: string }>(list: readonly T[]): readonly T[] =>
    kind === null ? list : list.filter((item) => item.kind === kind);
  const shownGaps = kind === null ? gaps : gaps.filter((gap) => gap.need.kind === kind);
  const bars = [...of(assignments).map(assignmentItem), ...shownGaps.map(gapItem)];
  const placed = shiftsAboveRounds(bars);
  const roster = zoom === 'six-weeks';
  const row: UnitRow = {
    kind: 'unit',
    key: unit.unitId || 'none',
    unitId: unit.unitId,
    label: unit.name,
    note: unit.note,
    height: roster ? rosterUnitPx : unitPx(placed.lanes),
    lanes: roster ? 0 : Math.max(1, placed.lanes),
    items: placed.items,
    needs,
    gaps,
  };
  kept.set(key, row);
  if (assignments !== nothing) unitRows.set(assignments, kept);
  return row;
}

const mentions = (model: BoardModel, row: UnitRow, words: string): boolean =>
  row.label.toLowerCase().includes(words) ||
  row.unitId.toLowerCase() === words ||
  row.items.some(
    (item) => item.kind === 'assignment' && (model.people.get(item.assignment.personId)?.name ?? '').toLowerCase().includes(words),
  );

const personItems = new WeakMap<readonly AssignmentView[], BoardItem[]>();

function rowsOfPeople(model: BoardModel, zoom: Zoom, filter: BoardFilter): BoardRow[] {
  const words = filter.search.trim().toLowerCase();
  const sites =
    filter.siteId === null ? null : new Set(model.answer.units.filter((unit) => unit.siteId === filter.siteId).map((unit) => unit.unitId));
  const here = (unitId: string | null): boolean =>
    (filter.unitId === null || unitId === filter.unitId) && (sites === null || (unitId !== null && sites.has(unitId)));
  const placed = filter.unitId !== null || sites !== null || filter.kind !== null;
  const people = [...model.people.values()].flatMap((person): PersonRow[] => {
    if (person.kind === null || filter.onlyGaps) return [];
    if (words !== '' && !person.name.toLowerCase().includes(words) && !person.knows.some((topic) => topic.toLowerCase() === words))
      return [];
    const mine = model.byPerson.get(person.personId) ?? nothing;
    if (placed && !mine.some((item) => here(item.unitId) && (filter.kind === null || item.kind === filter.kind))) return [];
    let items = personItems.get(mine);
    if (!items) {
      items = mine.map((assignment) => ({ ...assignmentItem(assignment), lane: 0 }));
      if (mine !== nothing) personItems.set(mine, items);
    }
    return [{ kind: 'person', key: person.personId, label: person.name, note: noteOf(person), height: personPx, lanes: 1, items, person }];
  });
  const gaps = model.gaps.filter((gap) => here(gap.need.unitId) && (filter.kind === null || gap.need.kind === filter.kind));
  if (gaps.length === 0) return people;
  const { items, lanes } = intoLanes(gaps.map(zoom === 'six-weeks' ? wholeDay : gapItem));
  const shown = filter.onlyGaps ? lanes : Math.min(lanes, openLanesMax);
  const hidden = items.filter((item) => item.lane >= shown).length;
  const open: OpenRow = {
    kind: 'open',
    key: 'open',
    label: 'Open',
    note: hidden > 0 ? `${gaps.length} gaps, ${hidden} in the list only` : `${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'}`,
    height: Math.max(openPxMin, shown * lanePx + 8),
    lanes: Math.max(1, shown),
    items: items.filter((item) => item.lane < shown),
  };
  return [open, ...people];
}

/** On a roster of six weeks a day is one cell wide, so lanes are filled by days. */
const wholeDay = (gap: Gap) => ({ ...gapItem(gap), end: Math.max(gap.end, gap.start + dayMs) });

const kindWords = {
  'super-user': 'super-user',
  ate: 'ATE supporter',
  trainer: 'trainer',
  'help-desk': 'help desk',
  analyst: 'analyst',
} as const;

const noteOf = (person: BoardPerson): string =>
  [person.kind && kindWords[person.kind], person.employment === 'in-house' ? null : person.employment].filter(Boolean).join(', ');

/** Monday of the date's week. */
export const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekday(date));
