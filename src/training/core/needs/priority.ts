/** A task of a job role, with all that was heard of it. */
export interface AssessedTask {
  readonly taskId: string;
  readonly name: string;
  readonly timesAWeek: number;
  /** 1: a nuisance when it goes wrong … 5: somebody is harmed. */
  readonly harm: number;
  /** 1: like today … 5: wholly other than today. */
  readonly change: number;
  readonly competencyId: string | null;
  /** Severities 1 to 5. */
  readonly pains: readonly number[];
  /** What people of the role said: how often, and how much they worry (1 to 5). */
  readonly survey: readonly { readonly timesAWeek: number; readonly worry: number }[];
}

export interface TaskPriority {
  readonly taskId: string;
  /** 0 to 100. */
  readonly score: number;
  readonly band: 'high' | 'middle' | 'low';
  /** How the score came about, in words that one can argue with. */
  readonly why: string;
  /** People who answered; below `answersMin` their answers are not used. */
  readonly answers: number;
}

/** Fewer answers say more about those who gave them than about the task. */
export const answersMin = 3;

/**
 * How much a task needs training: what goes wrong matters most, then how other it becomes, then how often it is done, then what hurts and what
 * people dread. Weights are ours: harm 35, change 25, frequency 15 (on a logarithmic scale, 100 a week is full), pain and worry 25.
 */
export function priorityOf(task: AssessedTask): TaskPriority {
  const asked = task.survey.length >= answersMin;
  const times = asked ? mean(task.survey.map((one) => one.timesAWeek)) : task.timesAWeek;
  const hurts = [
    ...(task.pains.length > 0 ? [Math.max(...task.pains)] : []),
    ...(asked ? [mean(task.survey.map((one) => one.worry))] : []),
  ];
  const hurt = hurts.length === 0 ? 0 : (mean(hurts) - 1) / 4;
  const often = Math.min(1, Math.log10(1 + times) / 2);
  const score = Math.round(35 * ((task.harm - 1) / 4) + 25 * ((task.change - 1) / 4) + 15 * often + 25 * hurt);
  const parts = [
    task.harm >= 4 ? 'a mistake can harm somebody' : null,
    task.change >= 4 ? 'it becomes wholly other' : null,
    times >= 30 ? `about ${Math.round(times)} times a week` : null,
    task.pains.some((severity) => severity >= 4) ? 'it hurts today' : null,
    asked && mean(task.survey.map((one) => one.worry)) >= 3.5 ? 'people dread it' : null,
  ].filter((part) => part !== null);
  return {
    taskId: task.taskId,
    score,
    band: score >= 60 ? 'high' : score >= 35 ? 'middle' : 'low',
    why: parts.length > 0 ? parts.join(', ') : 'neither dangerous, nor new, nor frequent',
    answers: task.survey.length,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
