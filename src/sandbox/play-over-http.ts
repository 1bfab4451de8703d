import { minuteMs } from '#kernel/time.ts';
import type { Call } from '#platform/http/call.ts';
import * as practice from './contract.ts';
import { fill } from './core/exercise/template.ts';
import type { Change, Exercise, Step } from './core/exercise/model.ts';
import type { Resource } from './core/fhir/resource.ts';

/** A signed-in browser. */
export interface Player {
  readonly call: Call;
  readonly fetch: typeof fetch;
}

const headers = { 'content-type': 'application/fhir+json' };

/** Plays steps of an exercise as a browser would: trail, FHIR writes and the clock, through HTTP alone. */
export async function playSteps(
  player: Player,
  attempt: practice.AttemptDetail,
  exercise: Exercise,
  steps: readonly Step[],
): Promise<void> {
  const names = new Map<string, string>();
  let now = attempt.virtualNow;
  for (const { minute, trail, write } of steps.toSorted((a, b) => a.minute - b.minute)) {
    const minutes = Math.round((attempt.virtualStart + minute * minuteMs - now) / minuteMs);
    if (minutes > 0) now = (await player.call(practice.advanceClock, { params: attempt, body: { minutes } })).attempt.virtualNow;
    const known = { t0: attempt.virtualStart, now, timeZone: attempt.timeZone, patient: exercise.patients[0] ?? '', names };
    const meaning = { ...known, learner: exercise.learner, trigger: null, triggerPatient: null };
    for (const note of trail) {
      const { kind, ...detail } = fill(note, meaning);
      await player.call(practice.addTrailLine, { params: attempt, body: { kind, detail: detail as Record<string, string> } });
    }
    for (const change of write) await make(player, attempt.fhirPath, fill(change, { ...meaning, names }), names);
  }
}

async function make(player: Player, base: string, change: Change, names: Map<string, string>): Promise<void> {
  const ask = async (method: string, path: string, body?: unknown): Promise<Resource> => {
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await player.fetch(`${base}/${path}`, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text || '{"resourceType":"none"}') as Resource;
  };
  if ('delete' in change) return void (await ask('DELETE', change.delete));
  if ('create' in change) {
    const { resourceType, id } = change.create;
    const made = await ask(id === undefined ? 'POST' : 'PUT', id === undefined ? resourceType : `${resourceType}/${id}`, change.create);
    if (change.as !== undefined) names.set(change.as, `${made.resourceType}/${made.id}`);
    return;
  }
  const { meta: _meta, ...fields } = await ask('GET', change.change);
  const laid = Object.entries({ ...fields, ...change.set }).filter(([, value]) => value !== null);
  await ask('PUT', change.change, Object.fromEntries(laid));
}
