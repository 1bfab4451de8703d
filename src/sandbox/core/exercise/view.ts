import { toOffsetIso } from '#kernel/time.ts';
import type { Resource } from '../fhir/resource.ts';
import type { Exercise, Run, View } from './model.ts';

/** When each thing that an expression can find was done: resources at their version's time, trail entries at theirs. */
export type Times = ReadonlyMap<unknown, number>;

export interface Seen {
  readonly view: View;
  readonly times: Times;
}

/** What the rules of an exercise see of a run. */
export function seenOf(exercise: Exercise, run: Run): Seen {
  const times = new Map<unknown, number>();
  const heads = new Map<string, { resource: Resource | null; learnerAt: number | null }>();
  const before = new Map(run.before.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
  const own: Resource[] = [];
  const events: Resource[] = [];
  const deleted: Resource[] = [];
  for (const { at, by, type, id, resource } of run.written) {
    const key = `${type}/${id}`;
    const last = heads.get(key);
    if (by === 'learner' && resource) own.push(resource);
    if (by === 'learner' && !resource) {
      const was = last?.resource ?? before.get(key);
      if (was) {
        const copy = { ...was };
        deleted.push(copy);
        times.set(copy, at);
      }
    }
    if (by.startsWith('event:') && resource) {
      // A copy, so that the event's time and the learner's are kept apart.
      const shown = { ...resource };
      events.push(shown);
      times.set(shown, at);
    }
    const learnerAt = by === 'learner' ? at : (last?.learnerAt ?? null);
    // What an event added to the learner's work doesn't make it later.
    if (resource && learnerAt !== null && !times.has(resource)) times.set(resource, learnerAt);
    heads.set(key, { resource, learnerAt });
  }
  const trail = run.trail.map(({ at, ...note }) => {
    const shown = { ...note, at: toOffsetIso(at, run.timeZone) };
    times.set(shown, at);
    return shown;
  });
  return {
    view: {
      focus: [...heads.values()].flatMap(({ resource, learnerAt }) => (resource && learnerAt !== null ? [resource] : [])),
      variables: {
        before: run.before,
        written: own,
        events,
        deleted,
        trail,
        patient: before.get(exercise.patients[0] ?? '') ?? [],
        t0: toOffsetIso(run.startedAt, run.timeZone),
        now: toOffsetIso(run.now, run.timeZone),
      },
    },
    times,
  };
}
