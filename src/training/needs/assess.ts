import type { NeedsPage, RoleNeeds, TaskView } from '../contract/needs.ts';
import { answersMin, priorityOf, type AssessedTask } from '../core/needs/priority.ts';
import { proposeCells } from '../core/needs/propose.ts';
import { checkMap } from '../core/needs/workflow.ts';
import { loadCompetencies, loadRequirements } from '../store/matrix.ts';
import { loadAnswers, loadPains, loadTasks, loadWorkflows, type PainRow, type SurveyRow, type TaskRow, type WorkflowRow } from './store.ts';
import type { Reader } from './tables.ts';

/** Everything that the assessment is made of, read at one time. */
export async function loadAssessment(on: Reader) {
  const [workflows, tasks, pains, answers, requirements, competencies] = await Promise.all([
    loadWorkflows(on),
    loadTasks(on),
    loadPains(on),
    loadAnswers(on),
    loadRequirements(on),
    loadCompetencies(on),
  ]);
  return {
    workflows: new Map(workflows.map((one) => [one.jobRole, one])),
    tasks: Map.groupBy(tasks, ({ jobRole }) => jobRole),
    pains: Map.groupBy(pains, ({ taskId }) => taskId),
    answers: Map.groupBy(answers, ({ taskId }) => taskId),
    requirements: Map.groupBy(requirements, ({ jobRole }) => jobRole),
    names: new Map(competencies.map((one) => [one.competencyId, one.name])),
  };
}
type Assessment = Awaited<ReturnType<typeof loadAssessment>>;

export function needsPage(all: Assessment, jobRole: string): NeedsPage {
  const workflow: WorkflowRow | undefined = all.workflows.get(jobRole);
  const tasks = all.tasks.get(jobRole) ?? [];
  const views = tasks.map((task) => taskView(task, all.pains.get(task.taskId) ?? [], all.answers.get(task.taskId) ?? []));
  return {
    jobRole,
    today: copied(workflow?.today),
    future: copied(workflow?.future),
    version: workflow?.version ?? 0,
    changedAt: workflow?.changedAt.getTime() ?? null,
    changedBy: workflow?.changedBy ?? null,
    issues: { today: checkMap(workflow?.today ?? []), future: checkMap(workflow?.future ?? []) },
    tasks: views.toSorted((a, b) => b.score - a.score),
    proposals: proposalsOf(all, jobRole),
  };
}

const copied = (steps: WorkflowRow['today'] = []) => steps.map((step) => ({ ...step, next: [...step.next] }));

function proposalsOf(all: Assessment, jobRole: string) {
  const tasks = (all.tasks.get(jobRole) ?? []).map((task) =>
    assessed(task, all.pains.get(task.taskId) ?? [], all.answers.get(task.taskId) ?? []),
  );
  return proposeCells(tasks, all.requirements.get(jobRole) ?? []).map((one) => ({
    ...one,
    name: all.names.get(one.competencyId) ?? one.competencyId,
  }));
}

function assessed(task: TaskRow, pains: readonly PainRow[], answers: readonly SurveyRow[]): AssessedTask {
  return { ...task, pains: pains.map(({ severity }) => severity), survey: answers.map(({ timesAWeek, worry }) => ({ timesAWeek, worry })) };
}

function taskView(task: TaskRow & { readonly version: number }, pains: readonly PainRow[], answers: readonly SurveyRow[]): TaskView {
  const { score, band, why } = priorityOf(assessed(task, pains, answers));
  const mean = (values: readonly number[]): number => Math.round((10 * values.reduce((sum, one) => sum + one, 0)) / values.length) / 10;
  return {
    ...task,
    pains: pains.map(({ taskId: _taskId, ...pain }) => pain),
    answers: answers.length,
    // In sums only: a single answer would tell who gave it.
    survey:
      answers.length < answersMin
        ? null
        : {
            answers: answers.length,
            timesAWeek: mean(answers.map((one) => one.timesAWeek)),
            worry: mean(answers.map((one) => one.worry)),
          },
    score,
    band,
    why,
  };
}

export function roleNeeds(all: Assessment, jobRole: string, people: number): RoleNeeds {
  const page = needsPage(all, jobRole);
  return {
    jobRole,
    people,
    tasks: page.tasks.length,
    high: page.tasks.filter(({ band }) => band === 'high').length,
    pains: page.tasks.reduce((sum, { pains }) => sum + pains.length, 0),
    answers: page.tasks.reduce((sum, { answers }) => sum + answers, 0),
    proposals: page.proposals.filter(({ kind }) => kind !== 'question').length,
    hasMap: page.version > 0,
  };
}
