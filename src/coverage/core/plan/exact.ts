import { clashes, type Placed } from './roster.ts';
import type { Choice } from './milp-choice.ts';
import { buildMilp, type PlanMilp, type Scope } from './milp-model.ts';
import type { MilpOutcome, MilpSolver } from './milp-solver.ts';
import { knows } from './model.ts';
import { personCost, restore, totalCost } from './search.ts';
import { carryRounds, mayCarry, newPlaced, place, remove, seatOpen, type PlanState } from './state.ts';

export interface ExactLimits {
  readonly gap: number;
  readonly nodesMax: number;
  readonly secondsMax: number;
  /** Larger models are not tried: WebAssembly memory is bounded. */
  readonly columnsMax: number;
}

export interface ExactResult {
  /** Proven lower bound of the plan's cost, given all that lies outside the scope. */
  readonly bound: number;
  readonly proven: boolean;
  readonly columns: number;
}

/** A model on its way to the solver, and what the state held when it was made. */
interface Task {
  readonly scope: Scope;
  readonly milp: PlanMilp;
}

/** Re-plans each scope to the optimum of its model, as far as that makes the plan cheaper. Scopes must not share people. */
export async function solveScopes(
  state: PlanState,
  scopes: readonly Scope[],
  solver: MilpSolver,
  limits: ExactLimits,
): Promise<ExactResult[]> {
  const tasks = scopes.map((scope) => ({ scope, ...prepare(state, scope, limits.columnsMax) }));
  const outcomes = await Promise.all(
    tasks.map(({ milp, start }) => (milp && start ? solver.solve(milp.milp, { ...limits, start }) : Promise.resolve(null))),
  );
  return tasks.map(({ scope, milp, columns }, i) => {
    const outcome = outcomes[i] ?? null;
    if (!milp || !outcome) return { bound: -Infinity, proven: false, columns };
    if (outcome.x) apply(state, { scope, milp }, outcome.x);
    return { bound: outcome.bound * milp.scale + milp.constant, proven: outcome.proven, columns };
  });
}

type Prepared = { milp: PlanMilp | null; start: Start | null; columns: number };
type Start = { indices: Int32Array; values: Float64Array };

function prepare(state: PlanState, scope: Scope, columnsMax: number): Prepared {
  const held = takeOut(state, scope);
  const milp = buildMilp(state, scope, scope.people.length === state.model.members.length ? totalCost(state) : 0);
  const start = startFrom(milp, held);
  restore(state, held);
  const { columns } = milp.milp;
  return columns === 0 || columns > columnsMax ? { milp: null, start: null, columns } : { milp, start, columns };
}

/** Takes the scope's own posts out of the state; returns the rosters as they were. */
function takeOut(state: PlanState, { people, window }: Scope): Map<number, readonly Placed[]> {
  const before = new Map(people.map((person) => [person, state.rosters[person]!.slice()]));
  for (const [person, roster] of before)
    for (const placed of roster)
      if (!placed.fixed && placed.post.day >= window.firstDay && placed.post.day <= window.lastDay) remove(state, person, placed);
  return before;
}

/** The present plan in the model's columns. */
function startFrom({ choices, carries }: PlanMilp, held: ReadonlyMap<number, readonly Placed[]>): Start {
  const values = new Map<number, number>();
  const chosen = new Map<Choice, Placed>();
  const byPerson = Map.groupBy(choices, ({ person }) => person);
  for (const { column } of choices) values.set(column, 0);
  for (const { column } of carries) values.set(column, 0);
  for (const [person, roster] of held)
    for (const placed of roster) {
      const choice = byPerson.get(person)?.find((own) => isChoice(own, placed));
      if (!choice) continue;
      values.set(choice.column, 1);
      chosen.set(choice, placed);
    }
  for (const { column, choice, round } of carries) if (chosen.get(choice)?.carried.includes(round)) values.set(column, 1);
  return { indices: Int32Array.from(values.keys()), values: Float64Array.from(values.values()) };
}

const isChoice = ({ post, instance, seats }: Choice, placed: Placed): boolean =>
  seats ? instance === placed.instance && seats.needs.includes(placed.post.needs[0] ?? -1) : post === placed.post;

/** Puts the solution into the state if the plan is then cheaper. */
function apply(state: PlanState, { scope, milp }: Task, x: MilpOutcome['x'] & {}): void {
  const cost = (): number => scope.people.reduce((sum, person) => sum + personCost(state, person), state.missing);
  const before = cost();
  const held = takeOut(state, scope);
  const chosen = milp.choices.filter(({ column }) => x[column]! > 0.5);
  for (const { person, post } of chosen.filter(({ seats }) => !seats)) settle(state, person, newPlaced(state.model, person, post));
  const carried = Map.groupBy(
    milp.carries.filter(({ column }) => x[column]! > 0.5),
    ({ choice }) => choice,
  );
  // Those who lack the topic first: they are the ones who may not sit everywhere.
  const lacking = ({ person, seats }: Choice): number =>
    Number(knows(state.model.members[person]!, state.model.needTopic[seats!.needs[0]!]!));
  for (const choice of chosen.filter(({ seats }) => seats).toSorted((a, b) => lacking(a) - lacking(b))) {
    const need = seatFor(state, choice, held.get(choice.person)!);
    if (need === null) continue;
    const rounds = (carried.get(choice) ?? []).map(({ round }) => round);
    settle(state, choice.person, newPlaced(state.model, choice.person, state.posts.ofUnitNeed[need]!, rounds));
  }
  for (const person of scope.people) for (const placed of state.rosters[person]!.slice()) carryRounds(state, person, placed);
  if (cost() > before - 1e-7) restore(state, held);
}

/** Only what still fits is put in: another model solved at the same time may have taken the seat. */
function settle(state: PlanState, person: number, placed: Placed): void {
  const { model, heads } = state;
  const { post, instance } = placed;
  if (post.kind === 'session' && post.needs.some((need) => heads[need]! > 0)) return;
  const carried = placed.carried.filter((round, i) => heads[round] === 0 && mayCarry(model, placed.carried.slice(0, i), round));
  if (clashes(model, model.members[person]!, state.rosters[person]!, post, instance) === 0) place(state, person, { ...placed, carried });
}

/** Among like units: the one they were on before, else one they know from other days, else the one least covered. */
function seatFor(state: PlanState, { person, seats, instance }: Choice, held: readonly Placed[]): number | null {
  const { model, posts, knowers, heads } = state;
  const member = model.members[person]!;
  const open = seats!.needs.filter((need) => seatOpen(state, member, need));
  if (open.length < 2) return open[0] ?? null;
  const before = held.find((placed) => placed.instance === instance)?.post;
  const known = new Set(
    held.map(({ post }) => (post.kind === 'unit' ? post.unit : -1)).concat(state.rosters[person]!.map(({ post }) => post.unit)),
  );
  const informed = knows(member, model.needTopic[seats!.needs[0]!]!);
  const rank = (need: number): number =>
    (informed && knowers[need] === 0 ? 0 : 8) +
    (posts.ofUnitNeed[need] === before ? 0 : known.has(model.needUnit[need]!) ? 1 : 2) +
    Math.min(1, heads[need]! / 100);
  return open.toSorted((a, b) => rank(a) - rank(b) || a - b)[0]!;
}
