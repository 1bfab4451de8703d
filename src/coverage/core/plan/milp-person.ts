import { weekOfDay } from './calendar.ts';
import type { Choice } from './milp-choice.ts';
import type { MilpRows } from './milp-rows.ts';
import { travelMs, type Member } from './model.ts';
import { pairFits } from './roster.ts';
import type { PlanState } from './state.ts';

/** Choices of one person that rules see alike: the units of one shift, or one session. */
interface Bundle {
  readonly choices: readonly Choice[];
  readonly columns: readonly number[];
  readonly first: Choice;
}

/** One person's hard rules, walking and fairness. What they keep is not theirs to choose and only narrows the limits. */
export function addPersonRules(state: PlanState, rows: MilpRows, person: number, own: readonly Choice[]): void {
  const { model } = state;
  const member = model.members[person]!;
  const bundles = bundlesOf(own);
  const conflicts = conflictsOf(state, member, bundles);
  addCliques(rows, bundles, conflicts);
  addWeeks(state, rows, member, own);
  addDays(state, rows, member, bundles, conflicts);
  addTravel(state, rows, bundles, conflicts);
  addLoad(state, rows, member, own);
  addNights(state, rows, member, bundles);
}

function bundlesOf(own: readonly Choice[]): Bundle[] {
  const groups = Map.groupBy(own, ({ post, instance, column }) =>
    post.kind === 'unit' ? `u${instance.index} ${post.start} ${post.end}` : `s${column}`,
  );
  return [...groups.values()]
    .map((choices) => ({ choices, columns: choices.map(({ column }) => column), first: choices[0]! }))
    .toSorted((a, b) => a.first.post.start - b.first.post.start);
}

/** For each bundle the later ones that exclude it. */
function conflictsOf(state: PlanState, member: Member, bundles: readonly Bundle[]): Set<number>[] {
  const conflicts = bundles.map(() => new Set<number>());
  const reach = 3 * 86_400_000 + member.restMs;
  for (let i = 0; i < bundles.length; i++) {
    const { post: a, instance: aIn } = bundles[i]!.first;
    for (let j = i + 1; j < bundles.length && bundles[j]!.first.post.start < a.start + reach; j++) {
      const { post: b, instance: bIn } = bundles[j]!.first;
      if (!pairFits(state.model, member, a, aIn, b, bIn)) conflicts[i]!.add(j);
    }
  }
  return conflicts;
}

/** Covers all conflicts by cliques, each a row "at most one": much tighter than pairs. */
function addCliques(rows: MilpRows, bundles: readonly Bundle[], conflicts: readonly ReadonlySet<number>[]): void {
  const covered = new Set<number>();
  const key = (i: number, j: number): number => i * bundles.length + j;
  const inClique = new Uint8Array(bundles.length);
  for (let i = 0; i < bundles.length; i++)
    for (const j of conflicts[i]!) {
      if (covered.has(key(i, j))) continue;
      const clique = [i, j];
      for (const k of conflicts[i]!)
        if (k !== j && clique.every((m) => m === i || conflicts[Math.min(m, k)]!.has(Math.max(m, k)))) clique.push(k);
      clique.sort((a, b) => a - b);
      clique.forEach((a, x) => clique.slice(x + 1).forEach((b) => covered.add(key(a, b))));
      for (const member of clique) inClique[member] = 1;
      rows.row(
        -Infinity,
        1,
        clique.flatMap((member) => bundles[member]!.columns),
      );
    }
  bundles.forEach(({ columns }, i) => {
    if (!inClique[i] && columns.length > 1) rows.row(-Infinity, 1, columns);
  });
}

function addWeeks(state: PlanState, rows: MilpRows, member: Member, own: readonly Choice[]): void {
  const kept = Map.groupBy(state.rosters[member.index]!, ({ post }) => post.week);
  for (const [week, choices] of Map.groupBy(own, ({ post }) => post.week)) {
    const left = member.weekMinutesMax - (kept.get(week) ?? []).reduce((sum, { post }) => sum + post.minutes, 0);
    const shortest = choices.map(({ post }) => post.minutes).toSorted((a, b) => a - b);
    if (countWithin(shortest, left) === choices.length) continue;
    const columns = choices.map(({ column }) => column);
    if (shortest[0] !== shortest.at(-1))
      rows.row(
        -Infinity,
        left / 60,
        columns,
        choices.map(({ post }) => post.minutes / 60),
      );
    // Whole shifts come in whole numbers: "at most three of 12 h" is tighter than "at most 40 h".
    const long = choices.filter(({ post }) => post.minutes * 2 > shortest.at(-1)!);
    const most = countWithin(
      long.map(({ post }) => post.minutes).toSorted((a, b) => a - b),
      left,
    );
    if (most < long.length)
      rows.row(
        -Infinity,
        most,
        long.map(({ column }) => column),
      );
  }
}

function countWithin(ascending: readonly number[], left: number): number {
  let count = 0;
  let sum = 0;
  while (count < ascending.length && sum + ascending[count]! <= left + 1e-6) sum += ascending[count++]!;
  return count;
}

function addDays(
  state: PlanState,
  rows: MilpRows,
  member: Member,
  bundles: readonly Bundle[],
  conflicts: readonly ReadonlySet<number>[],
): void {
  const limit = member.supporter.maxConsecutiveDays;
  const keptDays = new Set(state.rosters[member.index]!.map(({ post }) => post.day));
  const byDay = Map.groupBy(bundles.keys(), (i) => bundles[i]!.first.post.day);
  const worked = new Map<number, readonly number[]>();
  const workedOn = (day: number): readonly number[] => {
    let columns = worked.get(day);
    if (!columns) worked.set(day, (columns = dayColumns(rows, bundles, byDay.get(day) ?? [], conflicts)));
    return columns;
  };
  const days = [...byDay.keys()].toSorted((a, b) => a - b);
  const seen = new Set<number>();
  for (const day of days)
    for (let start = day - limit; start <= day; start++) {
      if (seen.has(start)) continue;
      seen.add(start);
      const window = Array.from({ length: limit + 1 }, (_, i) => start + i);
      const free = window.filter((d) => !keptDays.has(d) && byDay.has(d));
      const kept = window.filter((d) => keptDays.has(d)).length;
      if (free.length + kept <= limit || mostDays(member, free, bundles, byDay) + kept <= limit) continue;
      rows.row(-Infinity, Math.max(0, limit - kept), free.flatMap(workedOn));
    }
}

/** How many of these days the hours of a week can pay for at most: spares rows that no roster could break. */
function mostDays(
  member: Member,
  days: readonly number[],
  bundles: readonly Bundle[],
  byDay: ReadonlyMap<number, readonly number[]>,
): number {
  let most = 0;
  for (const inWeek of Map.groupBy(days, weekOfDay).values()) {
    const shortest = inWeek.map((day) => Math.min(...byDay.get(day)!.map((i) => bundles[i]!.first.post.minutes))).toSorted((a, b) => a - b);
    most += countWithin(shortest, member.weekMinutesMax);
  }
  return most;
}

/** Columns that sum to 1 if the day is worked: those of the day itself if they exclude one another, else an indicator. */
function dayColumns(
  rows: MilpRows,
  bundles: readonly Bundle[],
  today: readonly number[],
  conflicts: readonly ReadonlySet<number>[],
): number[] {
  const exclusive = today.every((i, x) => today.slice(x + 1).every((j) => conflicts[i]!.has(j)));
  if (exclusive) return today.flatMap((i) => bundles[i]!.columns);
  const indicator = rows.column(0, 1, false);
  for (const i of today) rows.row(-Infinity, 0, [...bundles[i]!.columns, indicator], [...bundles[i]!.columns.map(() => 1), -1]);
  return [indicator];
}

/** Walking between two sessions of one duty that follow one another. */
function addTravel(state: PlanState, rows: MilpRows, bundles: readonly Bundle[], conflicts: readonly ReadonlySet<number>[]): void {
  const { model } = state;
  const price = model.problem.weights.travelPerMinute;
  const sessions = Map.groupBy(
    bundles.keys().filter((i) => bundles[i]!.first.post.kind === 'session'),
    (i) => bundles[i]!.first.instance,
  );
  for (const list of sessions.values())
    list.forEach((i, x) => {
      for (let y = x + 1; y < list.length; y++) {
        const j = list[y]!;
        const walk = travelMs(model, bundles[i]!.first.post.unit, bundles[j]!.first.post.unit) / 60_000;
        if (walk === 0 || price === 0 || conflicts[i]!.has(j)) continue;
        const between = list.slice(x + 1, y).filter((k) => !conflicts[i]!.has(k) && !conflicts[k]!.has(j));
        const follows = rows.column(walk * price, 1, false);
        const columns = [follows, ...bundles[i]!.columns, ...bundles[j]!.columns, ...between.flatMap((k) => bundles[k]!.columns)];
        const signs = [
          1,
          ...bundles[i]!.columns.map(() => -1),
          ...bundles[j]!.columns.map(() => -1),
          ...between.flatMap((k) => bundles[k]!.columns.map(() => 1)),
        ];
        rows.row(-1, Infinity, columns, signs);
      }
    });
}

function addLoad(state: PlanState, rows: MilpRows, member: Member, own: readonly Choice[]): void {
  const { model } = state;
  const price = model.problem.weights.loadPerHour;
  const kept = state.rosters[member.index]!.reduce((sum, { post }) => sum + (post.day < model.firstDay ? 0 : post.minutes), 0);
  if (price === 0 || own.length === 0) return;
  const columns = own.map(({ column }) => column);
  const hours = own.map(({ post }) => post.minutes / 60);
  member.loadMinutes.forEach((limit, tier) => {
    const free = (limit - kept) / 60;
    if (hours.reduce((sum, h) => sum + h, 0) <= free) return;
    if (free <= 0) columns.forEach((column, i) => rows.addCost(column, hours[i]! * price * (tier + 1)));
    else {
      const over = rows.column(price * (tier + 1), Infinity, false);
      rows.row(-Infinity, free, [...columns, over], [...hours, -1]);
    }
  });
}

function addNights(state: PlanState, rows: MilpRows, member: Member, bundles: readonly Bundle[]): void {
  const { model } = state;
  const price = model.problem.weights.night;
  const kept = new Set(
    state.rosters[member.index]!.filter(({ post }) => post.night && post.day >= model.firstDay).map(({ instance }) => instance),
  );
  const duties = Map.groupBy(
    bundles.filter(({ first }) => first.post.night && !kept.has(first.instance)),
    ({ first }) => first.instance,
  );
  if (price === 0 || duties.size === 0) return;
  const terms = [...duties.values()].flatMap((list) => nightTerms(rows, list));
  for (let tier = 1; tier <= 3; tier++) {
    const free = tier * model.weeks - kept.size;
    if (duties.size <= free) break;
    if (free <= 0) for (const column of terms) rows.addCost(column, price);
    else {
      const over = rows.column(price, Infinity, false);
      rows.row(-Infinity, free, [...terms, over], [...terms.map(() => 1), -1]);
    }
  }
}

/** Several sessions of one night are one night. */
function nightTerms(rows: MilpRows, bundles: readonly Bundle[]): readonly number[] {
  if (bundles.length === 1 || bundles.every(({ first }) => first.post.kind === 'unit')) return bundles.flatMap(({ columns }) => columns);
  const night = rows.column(0, 1, false);
  for (const { columns } of bundles) rows.row(-Infinity, 0, [...columns, night], [...columns.map(() => 1), -1]);
  return [night];
}
