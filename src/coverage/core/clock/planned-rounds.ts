import { contains, lengthMs, overlaps, type Interval } from '#kernel/interval.ts';
import { minuteMs, toLocal, type LocalDate, type TimeZone } from '#kernel/time.ts';
import type { Presence, PresenceKind, PresenceSource } from '../facts.ts';
import type { CoverageSettings } from '../settings.ts';

/** One expected round after all sources were compared: `parts` are the times left to it beside surer presences, in order. */
export interface PlannedRound {
  readonly roundId: string;
  readonly personId: string;
  readonly unitId: string;
  readonly date: LocalDate;
  readonly kind: PresenceKind;
  readonly source: PresenceSource;
  readonly confidence: number;
  readonly parts: readonly Interval[];
}

/** Between sources that are equally confident: the hospital's own calendar first, what only follows from a patient's place last. */
const sourceOrder: readonly PresenceSource[] = ['ics', 'siu', 'qgenda', 'amion', 'forecast', 'adt'];

/**
 * What one clinician will do, from all that is said about it. One person is in one place at a time, so the surest presence keeps its window:
 * - windows of one source, kind and unit that overlap are one window;
 * - the same kind on the same unit at an overlapping time from a less sure source is the same round, and adds nothing;
 * - any other overlap is cut from the less sure one, and left-overs below `fragmentMinutesMin` are dropped;
 * - `attending` says that a clinician must come to a unit on that day but not when: any better word on unit and day replaces it.
 * `presences` are one person's, in any order; those on a unit without a time zone are left out. Returned in order of start.
 */
export function plannedRounds(
  presences: readonly Presence[],
  zones: ReadonlyMap<string, TimeZone>,
  settings: CoverageSettings,
): PlannedRound[] {
  const kept: PlannedRound[] = [];
  for (const presence of joinWithinSource(presences).toSorted(bySureness)) {
    const zone = zones.get(presence.unitId);
    if (zone === undefined || presence.end <= presence.start) continue;
    const { date } = toLocal(presence.start, zone);
    if (kept.some((round) => replaces(round, presence, date))) continue;
    const parts = uncut(
      presence,
      kept.flatMap((round) => round.parts),
      settings.fragmentMinutesMin * minuteMs,
    );
    if (parts.length > 0) kept.push({ ...named(presence), date, parts });
  }
  return kept.toSorted((a, b) => start(a) - start(b) || (a.roundId < b.roundId ? -1 : 1));
}

const start = (round: PlannedRound): number => round.parts[0]?.start ?? 0;

const named = ({ presenceId, personId, unitId, kind, source, confidence }: Presence) => ({
  roundId: presenceId,
  personId,
  unitId,
  kind,
  source,
  confidence,
});

function bySureness(a: Presence, b: Presence): number {
  return (
    Number(a.kind === 'attending') - Number(b.kind === 'attending') ||
    b.confidence - a.confidence ||
    sourceOrder.indexOf(a.source) - sourceOrder.indexOf(b.source) ||
    a.start - b.start ||
    b.end - a.end ||
    (a.presenceId < b.presenceId ? -1 : 1)
  );
}

function replaces(round: PlannedRound, presence: Presence, date: LocalDate): boolean {
  if (round.unitId !== presence.unitId) return false;
  if (presence.kind === 'attending') return round.date === date || round.parts.some((part) => overlaps(part, presence));
  return round.kind === presence.kind && round.parts.some((part) => overlaps(part, presence));
}

function joinWithinSource(presences: readonly Presence[]): Presence[] {
  const joined: Presence[] = [];
  const key = (p: Presence): string => `${p.source}\n${p.kind}\n${p.unitId}`;
  const open = new Map<string, number>();
  for (const next of presences.toSorted((a, b) => a.start - b.start || (a.presenceId < b.presenceId ? -1 : 1))) {
    const its = key(next);
    const at = open.get(its);
    const last = at === undefined ? undefined : joined[at];
    if (at !== undefined && last && overlaps(last, next))
      joined[at] = { ...last, end: Math.max(last.end, next.end), confidence: Math.max(last.confidence, next.confidence) };
    else open.set(its, joined.push(next) - 1);
  }
  return joined;
}

/** `window` without `taken`; pieces shorter than `shortestMs` are dropped, except a window that nothing has cut. */
function uncut(window: Interval, taken: readonly Interval[], shortestMs: number): Interval[] {
  let pieces: Interval[] = [{ start: window.start, end: window.end }];
  for (const cut of taken) {
    if (!overlaps(cut, window)) continue;
    pieces = pieces.flatMap((piece) => {
      if (contains(cut, piece)) return [];
      if (!overlaps(cut, piece)) return [piece];
      return [
        { start: piece.start, end: cut.start },
        { start: cut.end, end: piece.end },
      ].filter((left) => left.end > left.start);
    });
  }
  return pieces
    .filter((piece) => lengthMs(piece) === lengthMs(window) || lengthMs(piece) >= shortestMs)
    .toSorted((a, b) => a.start - b.start);
}
