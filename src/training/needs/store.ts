import type { Tx } from '#platform/db/open.ts';
import type { WorkflowStep } from '../core/needs/workflow.ts';
import { needsTables, type Reader } from './tables.ts';

/* All SQL of the needs assessment. */

export interface WorkflowRow {
  readonly jobRole: string;
  readonly today: readonly WorkflowStep[];
  readonly future: readonly WorkflowStep[];
  readonly version: number;
  readonly changedAt: Date;
  readonly changedBy: string;
}

export async function loadWorkflows(on: Reader): Promise<WorkflowRow[]> {
  const rows = await needsTables(on).selectFrom('training_workflow').selectAll().orderBy('job_role').execute();
  return rows.map((row) => ({
    jobRole: row.job_role,
    today: row.today as WorkflowStep[],
    future: row.future as WorkflowStep[],
    version: row.version,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
  }));
}

/** False: somebody else changed it since `version` (0: there was none). */
export async function saveWorkflow(tx: Tx, one: Omit<WorkflowRow, 'version'>, version: number): Promise<boolean> {
  const row = {
    today: JSON.stringify(one.today),
    future: JSON.stringify(one.future),
    version: version + 1,
    changed_at: one.changedAt,
    changed_by: one.changedBy,
  };
  if (version === 0) {
    const added = await needsTables(tx)
      .insertInto('training_workflow')
      .values({ job_role: one.jobRole, ...row })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await needsTables(tx)
    .updateTable('training_workflow')
    .set(row)
    .where('job_role', '=', one.jobRole)
    .where('version', '=', version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export interface TaskRow {
  readonly taskId: string;
  readonly jobRole: string;
  readonly name: string;
  readonly timesAWeek: number;
  readonly harm: number;
  readonly change: number;
  readonly competencyId: string | null;
}

export async function loadTasks(on: Reader): Promise<(TaskRow & { readonly version: number })[]> {
  const rows = await needsTables(on).selectFrom('training_task').selectAll().orderBy('task_id').execute();
  return rows.map((row) => ({
    taskId: row.task_id,
    jobRole: row.job_role,
    name: row.name,
    timesAWeek: row.times_a_week,
    harm: row.harm,
    change: row.change,
    competencyId: row.competency_id,
    version: row.version,
  }));
}

/** False: it was changed or added by somebody else meanwhile. */
export async function saveTask(tx: Tx, task: TaskRow, version: number): Promise<boolean> {
  const row = {
    job_role: task.jobRole,
    name: task.name,
    times_a_week: task.timesAWeek,
    harm: task.harm,
    change: task.change,
    competency_id: task.competencyId,
    version: version + 1,
  };
  const t = needsTables(tx);
  if (version === 0) {
    const added = await t
      .insertInto('training_task')
      .values({ task_id: task.taskId, ...row })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await t
    .updateTable('training_task')
    .set(row)
    .where('task_id', '=', task.taskId)
    .where('version', '=', version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export const deleteTask = (tx: Tx, taskId: string) =>
  needsTables(tx).deleteFrom('training_task').where('task_id', '=', taskId).executeTakeFirst();

export interface PainRow {
  readonly painId: string;
  readonly taskId: string;
  readonly text: string;
  readonly severity: number;
  readonly source: 'interview' | 'survey' | 'observation' | 'ticket';
  readonly at: number;
  readonly byName: string;
}

export async function loadPains(on: Reader): Promise<PainRow[]> {
  const rows = await needsTables(on).selectFrom('training_pain_point').selectAll().orderBy('at').execute();
  return rows.map((row) => ({
    painId: row.pain_id,
    taskId: row.task_id,
    text: row.text,
    severity: row.severity,
    source: row.source,
    at: row.at.getTime(),
    byName: row.by_name,
  }));
}

export const insertPain = (tx: Tx, pain: PainRow) =>
  needsTables(tx)
    .insertInto('training_pain_point')
    .values({
      pain_id: pain.painId,
      task_id: pain.taskId,
      text: pain.text,
      severity: pain.severity,
      source: pain.source,
      at: new Date(pain.at),
      by_name: pain.byName,
    })
    .execute();

export const deletePain = (tx: Tx, painId: string) =>
  needsTables(tx).deleteFrom('training_pain_point').where('pain_id', '=', painId).executeTakeFirst();

export interface SurveyRow {
  readonly taskId: string;
  readonly personId: string;
  readonly timesAWeek: number;
  readonly worry: number;
  readonly comment: string;
}

export async function loadAnswers(on: Reader): Promise<SurveyRow[]> {
  const rows = await needsTables(on).selectFrom('training_survey_answer').selectAll().execute();
  return rows.map((row) => ({
    taskId: row.task_id,
    personId: row.person_id,
    timesAWeek: row.times_a_week,
    worry: row.worry,
    comment: row.comment,
  }));
}

export async function saveAnswer(tx: Tx, answer: SurveyRow, at: Date): Promise<void> {
  const row = { times_a_week: answer.timesAWeek, worry: answer.worry, comment: answer.comment, at };
  await needsTables(tx)
    .insertInto('training_survey_answer')
    .values({ task_id: answer.taskId, person_id: answer.personId, ...row })
    .onConflict((on) => on.columns(['task_id', 'person_id']).doUpdateSet(row))
    .execute();
}
