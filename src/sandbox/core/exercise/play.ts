import { minuteMs, type Instant, type TimeZone } from '#kernel/time.ts';
import type { Resource } from '../fhir/resource.ts';
import { logOf, mark, openAttempt, type Attempt } from '../store/attempt.ts';
import type { Base } from '../store/base.ts';
import { applyChanges } from './apply.ts';
import { resourcesBefore } from './before.ts';
import { dueEvents, type DueEvent } from './events.ts';
import type { Change, Evaluate, Exercise, Mutant, Run, Step, TrailEntry, Written } from './model.ts';
import type { Meaning } from './template.ts';

export interface PlayOptions {
  readonly base: Base;
  readonly startedAt: Instant;
  readonly timeZone: TimeZone;
  readonly evaluate: Evaluate;
}

export interface Played {
  readonly run: Run;
  /** What the FHIR interface refused, with the step or event in front. */
  readonly faults: readonly string[];
  readonly attempt: Attempt;
}

/** Steps of a mutant: the gold run without some, with some replaced, with some more. */
export function mutated(gold: readonly Step[], { without, steps }: Pick<Mutant, 'without' | 'steps'>): Step[] {
  const changed = new Map(steps.map((step) => [step.id, step]));
  const kept = gold.filter(({ id }) => !without.includes(id)).map((step) => changed.get(step.id) ?? step);
  const known = new Set(gold.map(({ id }) => id));
  return [...kept, ...steps.filter(({ id }) => !known.has(id))].toSorted((a, b) => a.minute - b.minute);
}

interface Playing {
  readonly exercise: Exercise;
  readonly options: PlayOptions;
  readonly attempt: Attempt;
  readonly written: Written[];
  readonly trail: TrailEntry[];
  /** Names that the exercise's start and events gave, and those that the steps gave: events must do without the latter. */
  readonly names: { readonly script: Map<string, string>; readonly steps: Map<string, string> };
  readonly faults: string[];
  readonly happened: Set<string>;
  ids: number;
}

/** Plays steps of an exercise in a fresh attempt, with its scripted events between them, all through the FHIR interface. */
export function play(exercise: Exercise, steps: readonly Step[], options: PlayOptions): Played {
  const playing: Playing = {
    exercise,
    options,
    attempt: openAttempt(options.base),
    written: [],
    trail: [],
    names: { script: new Map(), steps: new Map() },
    faults: [],
    happened: new Set(),
    ids: 0,
  };
  const { startedAt } = options;
  change(playing, exercise.start, startedAt, 'start', 'start');
  for (const { id, minute, write, trail } of steps.toSorted((a, b) => a.minute - b.minute)) {
    const at = startedAt + minute * minuteMs;
    happen(playing, at);
    const { patient, learner } = meaningOf(playing, at);
    for (const note of trail) playing.trail.push({ ...filledNote(note, playing, patient, learner), at });
    change(playing, write, at, 'learner', `step ${id}`);
    happen(playing, at);
  }
  const now = startedAt + Math.max(0, ...steps.map(({ minute }) => minute)) * minuteMs;
  return { run: runOf(playing, now), faults: playing.faults, attempt: playing.attempt };
}

function filledNote(note: Step['trail'][number], { names }: Playing, patient: string, learner: string): Step['trail'][number] {
  const words: Readonly<Record<string, string>> = { patient, learner };
  const filled = Object.entries(note).map(([key, value]) => {
    const name = typeof value === 'string' ? /^\{\{(\w[\w-]*)\}\}$/.exec(value)?.[1] : undefined;
    return [key, name === undefined ? value : (words[name] ?? names.steps.get(name) ?? names.script.get(name) ?? value)];
  });
  return Object.fromEntries(filled) as Step['trail'][number];
}

function meaningOf({ exercise, options }: Playing, now: Instant, due: DueEvent | null = null): Omit<Meaning, 'names'> {
  const { startedAt: t0, timeZone } = options;
  return {
    t0,
    now,
    timeZone,
    patient: exercise.patients[0] ?? '',
    learner: exercise.learner,
    trigger: due?.trigger ?? null,
    triggerPatient: due?.triggerPatient ?? null,
  };
}

function change(
  playing: Playing,
  changes: readonly Change[],
  now: Instant,
  by: Written['by'],
  what: string,
  due: DueEvent | null = null,
): void {
  const { attempt, faults, written, names } = playing;
  const known = by === 'learner' ? new Map([...names.script, ...names.steps]) : names.script;
  const from = mark(attempt);
  const setting = { attempt, address: 'https://practice.example/fhir', now, newId: () => `made-${++playing.ids}` };
  try {
    faults.push(...applyChanges(changes, meaningOf(playing, now, due), known, setting).map((fault) => `${what}: ${fault}`));
  } catch (error) {
    faults.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (by === 'learner') for (const [name, to] of known) names.steps.set(name, to);
  for (const { type, id, json } of logOf(attempt).slice(from))
    written.push({ at: now, by, type, id, resource: json === null ? null : (JSON.parse(json) as Resource) });
}

/** Lets everything happen that is due by then, in order; what one event writes may set off the next. */
function happen(playing: Playing, until: Instant): void {
  for (;;) {
    const next = dueEvents(playing.exercise, runOf(playing, until), playing.happened, playing.options.evaluate).due[0];
    if (!next) return;
    playing.happened.add(next.event.id);
    change(playing, next.event.changes, next.dueAt, `event:${next.event.id}`, `event ${next.event.id}`, next);
  }
}

function runOf({ exercise, options, written, trail }: Playing, now: Instant): Run {
  const { base, startedAt, timeZone } = options;
  return { before: resourcesBefore(base, exercise.patients, written), written, trail, startedAt, now, timeZone };
}
