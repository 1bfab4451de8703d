import { minuteMs, type Instant } from '#kernel/time.ts';
import { isSharable, isUnitNeed, knows, makePost, type Member, type PlanModel, type Post } from './model.ts';
import { dayNumber, type ShiftInstance } from './calendar.ts';

/** All posts of a problem, and who may take which: what does not depend on the plan, worked out once. */
export interface Posts {
  /** By need: the unit's post, or null for rounds and outreach. */
  readonly ofUnitNeed: readonly (Post | null)[];
  /** Rounds alone and in groups, outreach at each start to choose from. */
  readonly sessions: readonly Post[];
  /** By need: indices into `sessions`. */
  readonly sessionsOfNeed: readonly (readonly number[])[];
  /** By unit need: sharable rounds within its time on its unit, in order of start. */
  readonly carriable: readonly (readonly number[])[];
  /** By sharable round: unit needs that may carry it. */
  readonly carriers: readonly (readonly number[])[];
  /** Unit needs of one shift instance, by site. */
  readonly unitShifts: readonly UnitShift[];
  /** By person: unit shifts they may work, in order of start. */
  readonly shiftsOf: readonly Int32Array[];
  /** By person: sessions they may serve, in order of start. */
  readonly sessionsOf: readonly Int32Array[];
  /** Who may work a unit shift, and who may serve a session: the two above, turned round. */
  readonly takersOfShift: readonly (readonly number[])[];
  readonly takersOfSession: readonly (readonly number[])[];
  /** Index of a session, for posts that are among them. */
  readonly sessionIndex: ReadonlyMap<Post, number>;
  /** By unit need: its unit shift. */
  readonly shiftOfNeed: Int32Array;
  /** Outreach whose starts were thinned out; the plan is then exact only up to their times. */
  readonly thinned: ReadonlySet<number>;
}

/** The unit needs of one site in one shift instance: same hours, so that people can be moved between them freely. */
export interface UnitShift {
  readonly index: number;
  readonly site: number;
  readonly instance: ShiftInstance;
  readonly post: Post;
  readonly needs: readonly number[];
}

const quarterMs = 15 * minuteMs;
/** A long window of an outreach is searched at this many starts, evenly spread. */
const outreachStartsMax = 64;
/** Rounds of one unit that overlap one another can be grouped in many ways; beyond this many the smallest groups are kept. */
const groupsMax = 500;

const cache = new WeakMap<PlanModel, Posts>();

export function postsOf(model: PlanModel): Posts {
  let posts = cache.get(model);
  if (!posts) cache.set(model, (posts = makePosts(model)));
  return posts;
}

/** A session belongs, for this person, to the first of its tied shifts that they work. */
export const instanceFor = (member: Member, post: Post): ShiftInstance =>
  post.instances.find((instance) => member.shifts.has(instance.shift)) ?? post.instances[0]!;

export const mayWorkShift = (member: Member, post: Post): boolean =>
  post.instances.some((instance) =>
    instance.shift < 0 && post.kind === 'session' ? member.shifts.size > 0 : member.shifts.has(instance.shift),
  );

export const isAvailable = (member: Member, post: Post): boolean =>
  post.day >= member.firstDay &&
  post.day <= member.lastDay &&
  !member.supporter.unavailable.some((away) => away.start < post.end && post.start < away.end);

export const mayGoTo = (member: Member, post: Post): boolean => post.site < 0 || member.sites.has(post.site);

/** Rounds and outreach want the topic known; a unit's shift wants it of one seat only, which the seat count decides. */
export const knowsAll = (model: PlanModel, member: Member, post: Post): boolean =>
  post.kind === 'unit' || post.needs.every((need) => knows(member, model.needTopic[need]!));

function makePosts(model: PlanModel): Posts {
  const ofUnitNeed = model.needs.map((need, n) => (isUnitNeed(need) ? unitPost(model, n) : null));
  const thinned = new Set<number>();
  const sessions = model.needs
    .flatMap((need, n) =>
      need.kind === 'outreach' ? outreachPosts(model, n, thinned) : need.kind === 'round' ? [roundPost(model, [n])] : [],
    )
    .concat(groupPosts(model))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  const sessionsOfNeed: number[][] = model.needs.map(() => []);
  sessions.forEach((post, s) => post.needs.forEach((need) => sessionsOfNeed[need]!.push(s)));
  const unitShifts = groupUnitShifts(ofUnitNeed);
  const shiftsOf = model.members.map((member) => shiftsFor(member, unitShifts));
  const sessionsOf = eligibleSessions(model, sessions);
  const shiftOfNeed = new Int32Array(model.needs.length).fill(-1);
  for (const unitShift of unitShifts) for (const need of unitShift.needs) shiftOfNeed[need] = unitShift.index;
  return {
    ofUnitNeed,
    sessions,
    sessionsOfNeed,
    ...carrying(model),
    unitShifts,
    shiftsOf,
    sessionsOf,
    takersOfShift: turned(shiftsOf, unitShifts.length),
    takersOfSession: turned(sessionsOf, sessions.length),
    sessionIndex: new Map(sessions.map((post, s) => [post, s])),
    shiftOfNeed,
    thinned,
  };
}

function turned(lists: readonly Int32Array[], count: number): number[][] {
  const other: number[][] = Array.from({ length: count }, () => []);
  lists.forEach((list, person) => list.forEach((item) => other[item]!.push(person)));
  return other;
}

function unitPost(model: PlanModel, n: number): Post {
  const need = model.needs[n]!;
  const unit = model.needUnit[n]!;
  const instance = model.calendar.instance(model.shiftIndex.get(need.shiftId ?? '') ?? -1, dayNumber(need.date), model.unitZone[unit]!);
  return makePost(model, { unit, start: need.start, end: need.end, needs: [n], instance });
}

function roundPost(model: PlanModel, rounds: readonly number[]): Post {
  const start = Math.min(...rounds.map((n) => model.needs[n]!.start));
  const end = Math.max(...rounds.map((n) => model.needs[n]!.end));
  return makePost(model, { unit: model.needUnit[rounds[0]!]!, start, end, needs: rounds });
}

function outreachPosts(model: PlanModel, n: number, thinned: Set<number>): Post[] {
  const need = model.needs[n]!;
  const length = need.minutes * minuteMs;
  const last = need.end - length;
  const starts: Instant[] = [];
  for (let start = need.start; start <= last; start = (Math.floor(start / quarterMs) + 1) * quarterMs) starts.push(start);
  const step = Math.max(1, Math.ceil(starts.length / outreachStartsMax));
  if (step > 1) thinned.add(n);
  return starts
    .filter((_, i) => i % step === 0)
    .map((start) => makePost(model, { unit: model.needUnit[n]!, start, end: start + length, needs: [n] }));
}

/** Sharable rounds of one unit that overlap one another, taken together by one person: at most `shareMax` of them. */
function groupPosts(model: PlanModel): Post[] {
  const byUnit = Map.groupBy(
    model.needs.keys().filter((n) => isSharable(model.needs[n]!)),
    (n) => model.needUnit[n]!,
  );
  return byUnit
    .values()
    .flatMap((rounds) =>
      groupsOf(
        model,
        rounds.toSorted((a, b) => model.needs[a]!.start - model.needs[b]!.start),
      ),
    )
    .map((group) => roundPost(model, group))
    .toArray();
}

function groupsOf(model: PlanModel, rounds: readonly number[]): number[][] {
  const grown: number[][] = [];
  let layer: { group: number[]; end: Instant; last: number }[] = rounds.map((n, i) => ({ group: [n], end: model.needs[n]!.end, last: i }));
  while (layer.length > 0 && grown.length < groupsMax * rounds.length) {
    const next: typeof layer = [];
    for (const { group, end, last } of layer)
      for (let i = last + 1; i < rounds.length && model.needs[rounds[i]!]!.start < end; i++) {
        const larger = [...group, rounds[i]!];
        if (larger.some((n) => model.needs[n]!.shareMax < larger.length)) continue;
        next.push({ group: larger, end: Math.max(end, model.needs[rounds[i]!]!.end), last: i });
      }
    grown.push(...next.map(({ group }) => group));
    layer = next;
  }
  return grown;
}

function carrying(model: PlanModel): Pick<Posts, 'carriable' | 'carriers'> {
  const carriable: number[][] = model.needs.map(() => []);
  const carriers: number[][] = model.needs.map(() => []);
  const unitNeeds = Map.groupBy(
    model.needs.keys().filter((n) => isUnitNeed(model.needs[n]!)),
    (n) => model.needUnit[n]!,
  );
  model.needs.forEach((round, r) => {
    if (!isSharable(round)) return;
    for (const n of unitNeeds.get(model.needUnit[r]!) ?? [])
      if (model.needs[n]!.start <= round.start && round.end <= model.needs[n]!.end) {
        carriable[n]!.push(r);
        carriers[r]!.push(n);
      }
  });
  for (const list of carriable) list.sort((a, b) => model.needs[a]!.start - model.needs[b]!.start || a - b);
  return { carriable, carriers };
}

function groupUnitShifts(ofUnitNeed: readonly (Post | null)[]): UnitShift[] {
  const posts = ofUnitNeed.filter((post) => post !== null);
  const groups = Map.groupBy(posts, (post) => `${post.site} ${post.instances[0]!.index} ${post.start} ${post.end}`);
  return [...groups.values()]
    .toSorted((a, b) => a[0]!.start - b[0]!.start || a[0]!.site - b[0]!.site)
    .map((group, index) => ({
      index,
      site: group[0]!.site,
      instance: group[0]!.instances[0]!,
      post: group[0]!,
      needs: group.map((post) => post.needs[0]!),
    }));
}

const shiftsFor = (member: Member, unitShifts: readonly UnitShift[]): Int32Array =>
  Int32Array.from(
    unitShifts
      .filter(({ post }) => mayGoTo(member, post) && mayWorkShift(member, post) && isAvailable(member, post))
      .map((unitShift) => unitShift.index),
  );

function eligibleSessions(model: PlanModel, sessions: readonly Post[]): Int32Array[] {
  const bySite = Map.groupBy(sessions.keys(), (s) => sessions[s]!.site);
  return model.members.map((member) => {
    const near = [-1, ...member.sites].flatMap((site) => bySite.get(site) ?? []).toSorted((a, b) => a - b);
    return Int32Array.from(near.filter((s) => mayServe(model, member, sessions[s]!)));
  });
}

/** Everybody who may take this very post: a group of rounds asks for more topics than each of them. */
export function takersOfPost(model: PlanModel, posts: Posts, post: Post): readonly number[] {
  const shift = post.kind === 'unit' && post.needs.length > 0 ? posts.shiftOfNeed[post.needs[0]!]! : -1;
  if (shift >= 0) return posts.takersOfShift[shift]!;
  const session = posts.sessionIndex.get(post);
  if (session !== undefined) return posts.takersOfSession[session]!;
  return model.members.filter((member) => mayGoTo(member, post) && mayServe(model, member, post)).map((member) => member.index);
}

const mayServe = (model: PlanModel, member: Member, post: Post): boolean =>
  knowsAll(model, member, post) &&
  mayWorkShift(member, post) &&
  post.end - post.start <= instanceFor(member, post).spanMaxMs &&
  isAvailable(member, post);
