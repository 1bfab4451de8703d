import type { ParametersOf } from '../search/parameters.ts';
import type { Base, Rules } from './base.ts';
import { lazyEntry, type Entry, type Version } from './version.ts';

/**
 * One learner's hospital: a shared base and what was written since, in order. Everything else (heads, history, undo) follows
 * from the log, so an attempt is saved by its log and restored by replaying it.
 */
export interface Attempt {
  readonly base: Base;
  readonly rules: Rules;
  readonly overlay: Overlay;
}

interface Overlay {
  log: Version[];
  /** Versions of each resource that was touched, oldest first, the base's version not among them. */
  touched: Map<string, Map<string, TouchedResource>>;
  /** Length of the log before each interaction that changed something: what undo goes back to. */
  steps: number[];
}

interface TouchedResource {
  readonly versions: Version[];
  /** The search values of the newest version, made when first searched. */
  entry: Entry | null;
}

export const openAttempt = (base: Base): Attempt => ({ base, rules: base.rules, overlay: { log: [], touched: new Map(), steps: [] } });

/** The attempt that led to this log. */
export function replay(base: Base, log: readonly Version[]): Attempt {
  const attempt = openAttempt(base);
  for (const version of log) append(attempt, version);
  return attempt;
}

/** A copy that goes its own way; what is already written stays shared. */
export function fork(attempt: Attempt): Attempt {
  const copy = replay(attempt.base, attempt.overlay.log);
  copy.overlay.steps = [...attempt.overlay.steps];
  return copy;
}

/** Back to the base. What was written is returned to whoever keeps it. */
export function reset(attempt: Attempt): readonly Version[] {
  const { overlay } = attempt;
  const { log } = overlay;
  overlay.log = [];
  overlay.touched = new Map();
  overlay.steps = [];
  return log;
}

export const logOf = (attempt: Attempt): readonly Version[] => attempt.overlay.log;

/** A point to roll back to: taking it costs nothing. */
export const mark = (attempt: Attempt): number => attempt.overlay.log.length;

/** Forgets what was written since the mark. */
export function rollback(attempt: Attempt, to: number): void {
  const { log, touched, steps } = attempt.overlay;
  while (log.length > to) {
    const version = log.pop();
    if (!version) break;
    const ofType = touched.get(version.type);
    const resource = ofType?.get(version.id);
    resource?.versions.pop();
    if (resource) resource.entry = null;
    if (resource?.versions.length === 0) ofType?.delete(version.id);
  }
  while ((steps.at(-1) ?? -1) >= to) steps.pop();
}

/** Notes that an interaction which began at `from` is complete: undo takes it back as a whole. */
export function completeStep(attempt: Attempt, from: number): void {
  if (attempt.overlay.log.length > from) attempt.overlay.steps.push(from);
}

/** Takes the last interaction back. False when there is none. */
export function undo(attempt: Attempt): boolean {
  const from = attempt.overlay.steps.at(-1);
  if (from === undefined) return false;
  rollback(attempt, from);
  return true;
}

export function append(attempt: Attempt, version: Version): void {
  const { log, touched } = attempt.overlay;
  log.push(version);
  let ofType = touched.get(version.type);
  if (!ofType) touched.set(version.type, (ofType = new Map()));
  const resource = ofType.get(version.id);
  if (resource) {
    resource.versions.push(version);
    resource.entry = null;
  } else ofType.set(version.id, { versions: [version], entry: null });
}

/** The newest version, a deletion included; undefined when there never was any. */
export function headOf(attempt: Attempt, type: string, id: string): Version | undefined {
  return attempt.overlay.touched.get(type)?.get(id)?.versions.at(-1) ?? attempt.base.version(type, id);
}

/**
 * All versions of a resource, oldest first. A base that is a server of its own may have moved on since the first version of this
 * attempt: what is not older than that is no part of its history.
 */
export function versionsOf(attempt: Attempt, type: string, id: string): Version[] {
  const first = attempt.base.version(type, id);
  const written = attempt.overlay.touched.get(type)?.get(id)?.versions ?? [];
  if (!first || Number(first.versionId) >= Number(written[0]?.versionId)) return [...written];
  return [first, ...written];
}

/** Is this id taken, as far as anybody here knows? */
export const isTaken = ({ base, overlay }: Attempt, type: string, id: string): boolean =>
  (overlay.touched.get(type)?.has(id) ?? false) || base.holds(type, id);

/** Was the base's version of this resource replaced or deleted in this attempt? */
export const isMasked = (attempt: Attempt, type: string, id: string): boolean => attempt.overlay.touched.get(type)?.has(id) ?? false;

/** How many resources of a type this attempt wrote or deleted. */
export const touchedCount = (attempt: Attempt, type: string): number => attempt.overlay.touched.get(type)?.size ?? 0;

/** What this attempt wrote of a type and did not delete, as search sees it. */
export function* touchedEntries(attempt: Attempt, type: string, parameters: ParametersOf): Generator<Entry> {
  for (const resource of attempt.overlay.touched.get(type)?.values() ?? []) {
    const version = resource.versions.at(-1);
    if (!version || version.json === null) continue;
    yield (resource.entry ??= lazyEntry(version, parameters));
  }
}

/** Resource types of which there is, or was, anything. */
export const typesOf = (attempt: Attempt): string[] => [...new Set([...attempt.base.types, ...attempt.overlay.touched.keys()])].toSorted();
