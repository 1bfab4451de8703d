import { exercisesOf, type Module } from './module.ts';

/** `not-yet`: handed in, and it did not pass; `held`: handed in, and the marks of its class are not shown yet. */
export type ExerciseState = 'none' | 'begun' | 'not-yet' | 'held' | 'achieved' | 'unknown';

export interface Progress {
  readonly module: Module;
  readonly furthestPage: number;
  readonly testedOut: boolean;
  readonly checkPassed: boolean;
  readonly exercises: ReadonlyMap<string, ExerciseState>;
}

/** What is still to be done before the module is passed, in words; nothing: it is passed. */
export function toDoOf({ module, furthestPage, testedOut, checkPassed, exercises }: Progress): string[] {
  const toDo: string[] = [];
  const unread = module.pages.length - Math.min(furthestPage, module.pages.length);
  if (unread > 0 && !testedOut) toDo.push(`Read ${unread === 1 ? 'the last page' : `${unread} more pages`}.`);
  for (const { exerciseId, title, required } of exercisesOf(module)) {
    const state = exercises.get(exerciseId) ?? 'none';
    if (required && state !== 'achieved' && state !== 'unknown')
      toDo.push(state === 'held' ? `“${title}” is handed in: your instructor shows the marks.` : `Achieve the exercise “${title}”.`);
  }
  if (!checkPassed) toDo.push(`Pass the knowledge check (${Math.round(module.passShare * 100)}%).`);
  return toDo;
}

/** Pages are numbered from 0; being past the last one means that all were seen. */
export const sawAllPages = (module: Module, furthestPage: number): boolean => furthestPage >= module.pages.length;

export const findCheckAnswers = <T extends { readonly check_id: string | null }>(answers: readonly T[], checkId: string): T[] =>
  answers.filter((answer) => answer.check_id === checkId);
