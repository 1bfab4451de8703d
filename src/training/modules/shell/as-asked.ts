import type { LocalDate } from '#kernel/time.ts';
import type { LearningModule } from '../../contract/learning.ts';
import { standingOfOne, type OneLearner } from '../../shell/one-learner.ts';

/** What a module's head or the curriculum calls optional is not, for whomever a change of the EHR or a duty asks for it; with its date. */
export function asAsked(modules: readonly LearningModule[], one: OneLearner | null): LearningModule[] {
  if (one === null) return [...modules];
  const { duties, bursts } = standingOfOne(one);
  const asked = new Map<string, { due: LocalDate | null; mandatory: boolean }>();
  const ask = (moduleId: string, due: LocalDate | null, mandatory: boolean): void => {
    const known = asked.get(moduleId);
    const first = known?.due != null && (due === null || known.due < due) ? known.due : due;
    asked.set(moduleId, { due: first, mandatory: mandatory || (known?.mandatory ?? false) });
  };
  for (const burst of bursts) if (burst.doneAt === null) ask(burst.moduleId, burst.due, burst.mandatory);
  for (const duty of duties)
    if (duty.state !== 'done' && duty.state !== 'waived')
      for (const { activity, activityId } of duty.provedBy) if (activity === 'module') ask(activityId, duty.due, duty.mandatory);
  return modules.map((module) => {
    const wish = asked.get(module.moduleId);
    if (!wish) return module;
    // A module that proves one of several ways stays as the curriculum has it; a burst that keeps access does not.
    const isNeeded =
      wish.mandatory && bursts.some((burst) => burst.moduleId === module.moduleId && burst.mandatory && burst.doneAt === null);
    return { ...module, due: wish.due, optional: isNeeded ? false : module.optional };
  });
}
