import { linesOf, type Window } from './construct.ts';
import { habitsOf, postCost } from './cost.ts';
import { MilpRows } from './milp-rows.ts';
import type { Choice, Seats } from './milp-choice.ts';
import { addPersonRules } from './milp-person.ts';
import type { Milp } from './milp-solver.ts';
import { knows, thingCount, unitThing, type Member, type Post } from './model.ts';
import { instanceFor } from './posts.ts';
import { clashes, type Placed } from './roster.ts';
import type { ShiftInstance } from './calendar.ts';
import { missingHeads, type PlanState } from './state.ts';

/** What a model decides: these people's days in this window, everything else as it is in the state. */
export interface Scope {
  readonly people: readonly number[];
  readonly window: Window;
  /** Units of one site, shift and topic as one: exact but for who knows which unit; far smaller. */
  readonly merged: boolean;
}

export interface Carry {
  readonly column: number;
  readonly person: number;
  readonly round: number;
  readonly choice: Choice;
}

export interface PlanMilp {
  readonly milp: Milp;
  readonly scale: number;
  readonly choices: readonly Choice[];
  readonly carries: readonly Carry[];
  /** Plan's cost = objective * scale + constant, exactly if not merged; from below if merged. */
  readonly constant: number;
}

/** The scope as a mixed-integer model. The state must not hold what the people are to decide (take it out first). */
export function buildMilp(state: PlanState, scope: Scope, stateCost: number): PlanMilp {
  const rows = new MilpRows();
  const seatsOf = openSeats(state, scope);
  const sessionColumns: number[][] = state.model.needs.map(() => []);
  const choices: Choice[] = [];
  const carries: Carry[] = [];
  for (const person of scope.people) {
    const own = choicesOf(state, scope, person, seatsOf, rows, sessionColumns);
    const carried = carriesOf(state, own, rows, sessionColumns);
    addPersonRules(state, rows, person, own);
    addPairs(state, scope, rows, person, own, carried);
    choices.push(...own);
    carries.push(...carried);
  }
  const emptyMissing = addNeeds(state, rows, seatsOf, sessionColumns);
  return { ...rows.build(), choices, carries, constant: stateCost - emptyMissing };
}

function openSeats(state: PlanState, { window, merged }: Scope): Map<number, Seats[]> {
  const { model, posts } = state;
  const seatsOf = new Map<number, Seats[]>();
  for (const { index, post, needs } of posts.unitShifts) {
    if (post.day < window.firstDay || post.day > window.lastDay) continue;
    const open = needs.filter((need) => missingHeads(state, need) > 0);
    const alone = (need: number): boolean => !merged || posts.carriable[need]!.some((round) => state.heads[round] === 0);
    const groups = Map.groupBy(open, (need) => (alone(need) ? `${need}` : `${model.needTopic[need]}/${model.needMissing[need]}`));
    seatsOf.set(
      index,
      [...groups.entries()].map(([, group]) => seatsFor(state, group)),
    );
  }
  return seatsOf;
}

function seatsFor(state: PlanState, needs: readonly number[]): Seats {
  const { model, heads, knowers } = state;
  let open = 0;
  let openToAll = 0;
  for (const need of needs) {
    const left = missingHeads(state, need);
    const anybody = model.needTopic[need]! < 0 ? left : model.needs[need]!.headcount - 1 - (heads[need]! - knowers[need]!);
    open += left;
    openToAll += Math.max(0, Math.min(left, anybody));
  }
  return { needs, open, openToAll, takers: [], lacking: [] };
}

function choicesOf(
  state: PlanState,
  { window }: Scope,
  person: number,
  seatsOf: ReadonlyMap<number, Seats[]>,
  rows: MilpRows,
  sessionColumns: number[][],
): Choice[] {
  const { model, posts } = state;
  const member = model.members[person]!;
  const kept = state.rosters[person]!;
  const choices: Choice[] = [];
  const fits = (post: Post, instance: ShiftInstance): boolean => clashes(model, member, kept, post, instance) === 0;
  for (const code of linesOf(state)[person]!) {
    const post = code >= 0 ? posts.unitShifts[code]!.post : posts.sessions[-1 - code]!;
    if (post.day < window.firstDay || post.day > window.lastDay) continue;
    const instance = code >= 0 ? posts.unitShifts[code]!.instance : instanceFor(member, post);
    if (!fits(post, instance)) continue;
    if (code < 0) {
      if (post.needs.some((need) => state.heads[need]! > 0)) continue;
      const column = rows.column(postCost(model, member, post));
      for (const need of post.needs) sessionColumns[need]!.push(column);
      choices.push({ column, person, post, instance, seats: null });
      continue;
    }
    for (const seats of seatsOf.get(code) ?? []) {
      const need = seats.needs[0]!;
      const informed = knows(member, model.needTopic[need]!);
      if (!informed && seats.openToAll === 0) continue;
      const column = rows.column(unitCost(state, member, seats));
      seats.takers.push(column);
      if (!informed) seats.lacking.push(column);
      choices.push({ column, person, post: seats.needs.length === 1 ? posts.ofUnitNeed[need]! : post, instance, seats });
    }
  }
  return choices;
}

/** Merged seats: the cheapest of their units, so that the model stays a bound from below. */
const unitCost = (state: PlanState, member: Member, seats: Seats): number =>
  Math.min(...seats.needs.map((need) => postCost(state.model, member, state.posts.ofUnitNeed[need]!)));

function carriesOf(state: PlanState, own: readonly Choice[], rows: MilpRows, sessionColumns: number[][]): Carry[] {
  const { model, posts, heads } = state;
  const carries: Carry[] = [];
  const previous = habitsOf(model).previous;
  for (const choice of own) {
    if (!choice.seats || choice.seats.needs.length > 1) continue;
    const member = model.members[choice.person]!;
    const rounds = posts.carriable[choice.seats.needs[0]!]!.filter((round) => heads[round] === 0 && knows(member, model.needTopic[round]!));
    const change = model.problem.weights.change;
    const added = rounds.map((round) => {
      const cost = previous ? (previous[choice.person]!.has(round) ? -change : change) : 0;
      const column = rows.column(cost);
      sessionColumns[round]!.push(column);
      rows.row(-Infinity, 0, [column, choice.column], [1, -1]);
      return { column, person: choice.person, round, choice };
    });
    for (const { round } of added) limitAtOnce(state, added, round, rows);
    carries.push(...added);
  }
  return carries;
}

/** At the moment a round begins, no more rounds at once than each of those carried allows. */
function limitAtOnce(state: PlanState, carries: readonly Carry[], round: number, rows: MilpRows): void {
  const { needs } = state.model;
  const time = needs[round]!.start;
  const atOnce = carries.filter((carry) => needs[carry.round]!.start <= time && time < needs[carry.round]!.end);
  for (const { column, round: other } of atOnce) {
    const spare = atOnce.length - needs[other]!.shareMax;
    if (spare <= 0) continue;
    rows.row(-Infinity, atOnce.length, [...atOnce.map((carry) => carry.column), column], [...atOnce.map(() => 1), spare]);
  }
}

/** Meeting a clinician, or a unit, for the first time costs once however often it happens. */
function addPairs(
  state: PlanState,
  { merged }: Scope,
  rows: MilpRows,
  person: number,
  own: readonly Choice[],
  carries: readonly Carry[],
): void {
  const { model } = state;
  const { weights } = model.problem;
  const { familiar } = habitsOf(model);
  const base = person * thingCount(model);
  const met = new Set(state.rosters[person]!.flatMap((placed) => thingsOf(state, placed)));
  const columnsOf = new Map<number, number[]>();
  const meet = (thing: number, column: number): void => {
    if (familiar.has(base + thing) || met.has(thing)) return;
    const list = columnsOf.get(thing);
    if (list) list.push(column);
    else columnsOf.set(thing, [column]);
  };
  for (const { column, post, seats } of own) {
    if (seats && !(merged && seats.needs.length > 1)) meet(unitThing(model, post.unit), column);
    if (!seats) for (const need of post.needs) if (model.needClinician[need]! >= 0) meet(model.needClinician[need]!, column);
  }
  for (const { column, round } of carries) if (model.needClinician[round]! >= 0) meet(model.needClinician[round]!, column);
  for (const [thing, columns] of columnsOf) {
    const weight = thing < model.clinicians.size ? weights.newClinician : weights.newUnit;
    if (weight === 0) continue;
    if (columns.length === 1) rows.addCost(columns[0]!, weight);
    else {
      const pair = rows.column(weight, 1, false);
      for (const column of columns) rows.row(-Infinity, 0, [column, pair], [1, -1]);
    }
  }
}

function thingsOf(state: PlanState, { post, carried }: Placed): number[] {
  const { model } = state;
  if (post.day < model.firstDay) return [];
  const clinicians = [...post.needs, ...carried].map((need) => model.needClinician[need]!).filter((thing) => thing >= 0);
  return post.kind === 'unit' && post.unit >= 0 ? [unitThing(model, post.unit), ...clinicians] : clinicians;
}

/** Returns what all these needs cost uncovered: the objective of doing nothing. */
function addNeeds(state: PlanState, rows: MilpRows, seatsOf: ReadonlyMap<number, Seats[]>, sessionColumns: readonly number[][]): number {
  const { model } = state;
  let empty = 0;
  for (const seats of seatsOf.values().flatMap((list) => list)) {
    if (seats.takers.length === 0) continue;
    const missing = model.needMissing[seats.needs[0]!]!;
    const slack = rows.column(missing, seats.open, false);
    empty += missing * seats.open;
    rows.row(seats.open, seats.open, [...seats.takers, slack]);
    if (seats.lacking.length > seats.openToAll && seats.openToAll < seats.open) rows.row(-Infinity, seats.openToAll, seats.lacking);
  }
  sessionColumns.forEach((columns, need) => {
    if (columns.length === 0) return;
    const slack = rows.column(model.needMissing[need]!, 1, false);
    empty += model.needMissing[need]!;
    rows.row(1, 1, [...columns, slack]);
  });
  return empty;
}
