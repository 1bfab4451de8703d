import { loadExercises } from '#sandbox/index.ts';
import { findQuestion, type Module } from '../core/modules/module.ts';
import type { FeedbackPlace } from '../contract/feedback.ts';
import { currentVersions, moduleOf } from '../modules/store/versions.ts';
import type { Reader } from './tables.ts';

export interface PlaceNames {
  readonly title: string;
  readonly partText: string;
}

interface KnownExercise {
  readonly title: string;
  readonly minutes: number;
  readonly tasks: ReadonlyMap<string, string>;
}

export interface Named {
  readonly modules: ReadonlyMap<string, { readonly module: Module; readonly version: number }>;
  readonly exercises: ReadonlyMap<string, KnownExercise>;
  of(place: FeedbackPlace): PlaceNames;
}

/** What places are called at present; what is no more is called by its id. */
export async function loadNames(on: Reader): Promise<Named> {
  const modules = new Map((await currentVersions(on)).map((row) => [row.module_id, { module: moduleOf(row), version: row.version }]));
  const exercises = new Map(
    (await loadExercises(on)).map(({ id, title, minutes, tasks }): [string, KnownExercise] => [
      id,
      { title, minutes, tasks: new Map(tasks.map((one) => [one.id, one.text])) },
    ]),
  );
  return {
    modules,
    exercises,
    of: ({ activity, activityId, part, partId }) => {
      if (activity === 'exercise') {
        const exercise = exercises.get(activityId);
        return { title: exercise?.title ?? activityId, partText: part === 'whole' ? '' : (exercise?.tasks.get(partId) ?? partId) };
      }
      const module = modules.get(activityId)?.module;
      return { title: module?.title ?? activityId, partText: part === 'whole' ? '' : moduleText(module, part, partId) };
    },
  };
}

function moduleText(module: Module | undefined, part: FeedbackPlace['part'], partId: string): string {
  if (!module) return partId;
  if (part === 'item') return findQuestion(module, partId)?.ask ?? partId;
  return module.pages[Number(partId)]?.title ?? (Number(partId) >= module.pages.length ? 'Knowledge check' : partId);
}
