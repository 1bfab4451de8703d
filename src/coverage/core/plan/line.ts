import { travelMs, type Member, type PlanModel, type Post } from './model.ts';
import { weekOfDay, type ShiftInstance } from './calendar.ts';
import { pairFits, type Placed } from './roster.ts';

/*
 * The best roster of one person over some days, everybody else's held still: an exact dynamic programme over posts in
 * order of start. A label is a partial roster: when its last duty ends, hours of the running ISO week, length of the
 * run of days. Labels that another one beats in all of these are dropped, so a few dozen live at a time.
 */

interface Candidate {
  readonly post: Post;
  readonly instance: ShiftInstance;
  readonly value: number;
  /** Index of the last candidate of the same shift instance: until then its duty may grow. */
  lastOfInstance: number;
  /** Bit of its need, where that need is offered at several times; 0 otherwise. */
  once: number;
}

/** Past so many movable needs of one person, the rest may be counted twice: what it is worth is then over-stated, never under-stated. */
const movableMax = 30;

interface Label {
  value: number;
  readonly lastEnd: number;
  readonly dutyStart: number;
  readonly last: Candidate | null;
  readonly week: number;
  readonly weekMinutes: number;
  /** Days in a row up to yesterday; at the end of a day, up to that day. */
  run: number;
  readonly day: number;
  /** Needs with several possible times that are taken already, a bit each: an outreach happens once. */
  readonly taken: number;
  readonly back: Label | null;
  /** What pruning asks, worked out once a day: minutes that count on, and whether the last duty still matters. */
  minutesOn: number;
  standing: Standing;
}

/** `open`: the duty may still grow; `over`: it can't; `rested`: nor does its end keep anything that follows away. */
const open = 0;
const over = 1;
const rested = 2;
type Standing = typeof open | typeof over | typeof rested;

export interface LinePrices {
  /** Price of starting a duty at night. */
  readonly night: number;
}

const noPrices: LinePrices = { night: 0 };

export class Line {
  private readonly model: PlanModel;
  private readonly member: Member;
  private readonly frozen: readonly Placed[];
  private readonly frozenDays = new Set<number>();
  private readonly frozenMinutes = new Map<number, number>();
  private readonly candidates: Candidate[] = [];
  private readonly prices: LinePrices;
  private readonly closesByRest: boolean;

  /** `frozen`: what this person holds and keeps, in order of start. */
  constructor(model: PlanModel, member: Member, frozen: readonly Placed[], maxTravelMs: number, prices: LinePrices = noPrices) {
    this.model = model;
    this.member = member;
    this.frozen = frozen;
    this.prices = prices;
    this.closesByRest = member.restMs >= maxTravelMs;
    for (const { post } of frozen) {
      this.frozenDays.add(post.day);
      this.frozenMinutes.set(post.week, (this.frozenMinutes.get(post.week) ?? 0) + post.minutes);
    }
  }

  /** A post that this person might take, worth `value` (what it saves less what it costs). In order of day and start. */
  offer(post: Post, instance: ShiftInstance, value: number): void {
    if (value <= 0) return; // leaving it out is never worse: every rule stays kept when a post goes
    for (const held of this.frozen) {
      if (Math.abs(held.post.day - post.day) > 3) continue;
      if (!pairFits(this.model, this.member, held.post, held.instance, post, instance)) return;
    }
    this.candidates.push({ post, instance, value, lastOfInstance: 0, once: 0 });
  }

  /** The best set of the posts offered, and what it is worth. */
  solve(): { value: number; chosen: readonly { post: Post; instance: ShiftInstance }[] } {
    const { candidates } = this;
    if (candidates.length === 0) return { value: 0, chosen: [] };
    const lastOf = new Map<ShiftInstance, number>();
    candidates.forEach((candidate, i) => lastOf.set(candidate.instance, i));
    for (const candidate of candidates) candidate.lastOfInstance = lastOf.get(candidate.instance)!;
    this.numberMovable();
    const firstDay = candidates[0]!.post.day;
    const root: Label = {
      value: 0,
      lastEnd: -Infinity,
      dutyStart: 0,
      last: null,
      week: -1,
      weekMinutes: 0,
      run: this.runBefore(firstDay),
      day: -1,
      taken: 0,
      back: null,
      minutesOn: 0,
      standing: rested,
    };
    let labels: Label[] = [root];
    let day = firstDay;
    for (let from = 0; from < candidates.length;) {
      let to = from + 1;
      while (to < candidates.length && candidates[to]!.post.day === candidates[from]!.post.day) to++;
      const next = candidates[from]!.post.day;
      if (next > day + 1) this.skipDays(labels, day, next);
      day = next;
      this.extend(labels, from, to, day);
      labels = this.prune(labels, day, to);
      from = to;
    }
    let best = root;
    for (const label of labels) if (label.value > best.value) best = label;
    const chosen: { post: Post; instance: ShiftInstance }[] = [];
    for (let label: Label | null = best; label?.last; label = label.back)
      chosen.push({ post: label.last.post, instance: label.last.instance });
    return { value: best.value, chosen: chosen.toReversed() };
  }

  private numberMovable(): void {
    const times = new Map<number, number>();
    for (const { post } of this.candidates)
      if (post.kind === 'session' && post.needs.length === 1) times.set(post.needs[0]!, (times.get(post.needs[0]!) ?? 0) + 1);
    const movable = [...times].filter(([, count]) => count > 1).slice(0, movableMax);
    const bits = new Map(movable.map(([need], i) => [need, 1 << i]));
    for (const candidate of this.candidates)
      candidate.once = candidate.post.kind === 'session' ? (bits.get(candidate.post.needs[0]!) ?? 0) : 0;
  }

  private runBefore(day: number): number {
    let run = 0;
    while (this.frozenDays.has(day - 1 - run)) run++;
    return run;
  }

  private skipDays(labels: Label[], day: number, next: number): void {
    const run = this.runBefore(next);
    const through = run >= next - day - 1;
    for (const label of labels) label.run = through ? label.run + (next - day - 1) : run;
  }

  private extend(labels: Label[], from: number, to: number, day: number): void {
    const { member, frozenDays } = this;
    const frozenToday = frozenDays.has(day);
    let ahead = 0;
    while (frozenDays.has(day + 1 + ahead)) ahead++;
    const runMax = member.supporter.maxConsecutiveDays - 1 - ahead;
    for (let c = from; c < to; c++) {
      const candidate = this.candidates[c]!;
      const { post } = candidate;
      const cap = member.weekMinutesMax - (this.frozenMinutes.get(post.week) ?? 0) + 1e-6;
      const fresh: Label[] = [];
      for (const label of labels) {
        if ((label.taken & candidate.once) !== 0) continue;
        if (label.day !== day && !frozenToday && label.run > runMax) continue;
        const weekMinutes = (label.week === post.week ? label.weekMinutes : 0) + post.minutes;
        if (weekMinutes > cap) continue;
        const gain = this.gain(label, candidate);
        if (gain === null) continue;
        fresh.push({
          value: label.value + gain,
          lastEnd: post.end,
          dutyStart: label.last?.instance === candidate.instance ? label.dutyStart : post.start,
          last: candidate,
          week: post.week,
          weekMinutes,
          run: label.run,
          day,
          taken: label.taken | candidate.once,
          back: label,
          minutesOn: 0,
          standing: open,
        });
      }
      // Without this the chains of one day multiply: sixty quarter-hours of outreach make millions.
      for (const label of unbeaten(fresh)) labels.push(label);
    }
  }

  /** What the candidate adds after this label; null where a rule forbids it. */
  private gain(label: Label, { post, instance, value }: Candidate): number | null {
    const last = label.last;
    if (last === null) return post.night ? value - this.prices.night : value;
    const free = post.start - label.lastEnd;
    if (last.instance !== instance) {
      if (free < this.member.restMs || free < travelMs(this.model, last.post.unit, post.unit)) return null;
      return post.night ? value - this.prices.night : value;
    }
    if (post.kind === 'unit' || last.post.kind === 'unit') return null;
    const walk = travelMs(this.model, last.post.unit, post.unit);
    if (free < walk || post.end - label.dutyStart > instance.spanMaxMs) return null;
    return value - (walk / 60_000) * this.model.problem.weights.travelPerMinute;
  }

  /** Ends a day: counts its run, then keeps only labels that no other beats in all that matters later. */
  private prune(labels: Label[], day: number, next: number): Label[] {
    const { candidates, frozenDays } = this;
    const frozenToday = frozenDays.has(day);
    for (const label of labels) label.run = label.day === day || frozenToday ? label.run + 1 : 0;
    if (next >= candidates.length) return labels;
    let soonest = Infinity;
    for (let i = next; i < candidates.length && i < next + 12; i++) soonest = Math.min(soonest, candidates[i]!.post.start);
    const nextWeek = weekOfDay(candidates[next]!.post.day);
    for (const label of labels) {
      label.minutesOn = label.week === nextWeek ? label.weekMinutes : 0;
      label.standing = this.standingOf(label, next, soonest);
    }
    labels.sort(byValue);
    const kept: Label[] = [];
    for (const label of labels) {
      let beaten = false;
      for (let i = 0; i < kept.length && !beaten; i++) beaten = beats(kept[i]!, label);
      if (!beaten) kept.push(label);
    }
    return kept;
  }

  private standingOf({ last, lastEnd }: Label, next: number, soonest: number): Standing {
    if (last === null) return rested;
    if (!this.closesByRest || (last.post.kind === 'session' && last.lastOfInstance >= next)) return open;
    return lastEnd + this.member.restMs <= soonest ? rested : over;
  }
}

const byValue = (a: Label, b: Label): number => b.value - a.value;

/** Of labels that end with the same post, those that no other equals or betters in all that matters for what follows. */
function unbeaten(fresh: Label[]): Label[] {
  if (fresh.length < 2) return fresh;
  fresh.sort(byValue);
  const kept: Label[] = [];
  for (const b of fresh) {
    const beaten = kept.some(
      (a) => a.run <= b.run && a.weekMinutes <= b.weekMinutes + 1e-6 && a.dutyStart >= b.dutyStart && (a.taken & ~b.taken) === 0,
    );
    if (!beaten) kept.push(b);
  }
  return kept;
}

/** Whatever may follow `b` may follow `a`, which is worth at least as much. */
function beats(a: Label, b: Label): boolean {
  if (a.run > b.run || a.minutesOn > b.minutesOn + 1e-6 || (a.taken & ~b.taken) !== 0) return false;
  if (a.standing === rested) return b.standing !== open;
  if (a.standing === over) return b.standing !== open && a.lastEnd <= b.lastEnd;
  return a.last === b.last && a.dutyStart >= b.dutyStart;
}
