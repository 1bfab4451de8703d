import { isObject, objectOf, own, textOf, type Json, type JsonObject } from '../xapi/json.ts';
import type { ObjectiveState } from '../sequencing/tracking.ts';
import type { Report } from '../sequencing/report.ts';

/** What committed run-time data of SCORM 2004 tell of the activity (RTE 4.2). `isFinished`: the SCO itself is done with its session. */
export function reportOf(cmi: JsonObject, isFinished: boolean): Report {
  const objectives = new Map<string, ObjectiveState>();
  for (const objective of entriesOf(own(cmi, 'objectives'))) {
    const id = textOf(objective, 'id');
    if (id !== '') objectives.set(id, stateOf(objective));
  }
  return { ...stateOf(cmi), objectives, isSuspended: isFinished && textOf(cmi, 'exit') === 'suspend' };
}

const stateOf = (from: JsonObject): ObjectiveState => ({
  satisfied: eitherWord(textOf(from, 'success_status'), 'passed', ['failed']),
  measure: withinOf(own(objectOf(from, 'score') ?? {}, 'scaled'), -1),
  completed: eitherWord(textOf(from, 'completion_status'), 'completed', ['incomplete', 'not attempted']),
  progress: withinOf(own(from, 'progress_measure'), 0),
});

const eitherWord = (word: string, yes: string, no: readonly string[]): boolean | null =>
  word === yes ? true : no.includes(word) ? false : null;

/** Numbers come as such or as text; what lies outside is none. */
function withinOf(value: Json | undefined, min: number): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && number >= min && number <= 1 ? number : null;
}

/** A list, or an object by place. */
const entriesOf = (value: Json | undefined): readonly JsonObject[] =>
  (Array.isArray(value) ? (value as readonly Json[]) : isObject(value) ? Object.values(value) : []).filter((one) => isObject(one));

/** Objectives that a SCO finds when it begins, as run-time data. */
export const objectivesAsData = (all: readonly (ObjectiveState & { readonly id: string })[]): JsonObject =>
  Object.fromEntries(
    all.map(({ id, satisfied, measure, completed, progress }, place) => [
      String(place),
      {
        id,
        ...(satisfied === null ? {} : { success_status: satisfied ? 'passed' : 'failed' }),
        ...(measure === null ? {} : { score: { scaled: String(measure) } }),
        ...(completed === null ? {} : { completion_status: completed ? 'completed' : 'incomplete' }),
        ...(progress === null ? {} : { progress_measure: String(progress) }),
      },
    ]),
  );
