import { minuteMs, type Instant } from '#kernel/time.ts';
import { findingsOf } from './findings.ts';
import type { Evaluate, Exercise, Run, ScriptedEvent } from './model.ts';
import { seenOf } from './view.ts';

/** An event whose time has come: the first in `due` is the earliest. */
export interface DueEvent {
  readonly event: ScriptedEvent;
  readonly dueAt: Instant;
  /** `Type/id` of what set it off; null: the clock alone. */
  readonly trigger: string | null;
  /** The patient that the trigger is about. */
  readonly triggerPatient: string | null;
}

export interface Schedule {
  readonly due: readonly DueEvent[];
  /** When the next one will be due if nothing else is done; null: none is waiting. */
  readonly nextAt: Instant | null;
}

/**
 * Which scripted events are due at `run.now` and have not happened yet. An event happens once; what set it off may be gone by then.
 * @param happened ids of the events that happened in this attempt
 */
export function dueEvents(exercise: Exercise, run: Run, happened: ReadonlySet<string>, evaluate: Evaluate): Schedule {
  const waiting = exercise.events.filter(({ id }) => !happened.has(id));
  if (waiting.length === 0) return { due: [], nextAt: null };
  const seen = seenOf(exercise, run);
  const timed = waiting.flatMap((event): DueEvent[] => {
    const { find, minutes } = event.when;
    if (find === undefined) return [{ event, dueAt: run.startedAt + minutes * minuteMs, trigger: null, triggerPatient: null }];
    const first = findingsOf(find, seen, evaluate)[0];
    if (!first) return [];
    return [{ event, dueAt: (first.at ?? run.now) + minutes * minuteMs, trigger: first.place, triggerPatient: first.patient }];
  });
  const inOrder = timed.toSorted((a, b) => a.dueAt - b.dueAt);
  return {
    due: inOrder.filter(({ dueAt }) => dueAt <= run.now),
    nextAt: inOrder.find(({ dueAt }) => dueAt > run.now)?.dueAt ?? null,
  };
}
