import type { LocalDate } from '#kernel/time.ts';
import type { LearningModule } from '../../contract/learning.ts';
import { standingOfOne, type OneLearner } from '../../shell/one-learner.ts';

/** What a module's head or the curriculum calls optional is not, for whomever a change of the EHR or a duty asks for it; with its date. */
export function asAsked(modules: readonly LearningModule[], one: OneLearner | null): LearningModule[] {
  if (one === null) return [...modules];
  const { duties, bursts } = standingOfOne(one);
  const asked = new Map<string, { due: LocalDate | null; needed: boolean }>();
  const ask = (moduleId: string, due: LocalDate | null, needed: boolean): void => {
    const known = asked.get(moduleId);
    const first = known?.due != null && (due === null || known.due < due) ? known.due : due;
    asked.set(moduleId, { due: first, needed: needed || (known?.needed ?? false) });
  };
  for (const burst of bursts) if (burst.doneAt === null) ask(burst.moduleId, burst.due, burst.mandatory);
  for (const duty of duties) {
    if (!duty.mandatory || duty.state === 'done' || duty.state === 'waived') continue;
    // Where there is another way to it, the curriculum's word stands.
    for (const { activity, activityId } of duty.provedBy) if (activity === 'module') ask(activityId, duty.due, duty.provedBy.length === 1);
  }
  return modules.map((module) => {
    const wish = asked.get(module.moduleId);
    return wish ? { ...module, due: wish.due, optional: module.optional && !wish.needed } : module;
  });
}
