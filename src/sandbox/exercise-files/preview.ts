import { minuteMs } from '#kernel/time.ts';
import { grade } from '../core/exercise/grade.ts';
import type { Exercise, Task } from '../core/exercise/model.ts';
import { play } from '../core/exercise/play.ts';
import { evaluate } from '../evaluate.ts';
import type { Stage } from './lint.ts';

/** An exercise as its author wants to see it: the story, the tasks with what is said when they fail, and the gold run minute by minute. */
export function previewExercise(exercise: Exercise, { base, startsAt, timeZone }: Stage): string[] {
  const { run } = play(exercise, exercise.gold, { base, startedAt: startsAt, timeZone, evaluate });
  const { tasks, score, minutes } = grade(exercise, run, evaluate);
  const minuteOf = (at: number | null): string => (at === null ? '' : ` (minute ${Math.round((at - startsAt) / minuteMs)})`);
  const happened = [
    ...new Set(
      run.written.flatMap(({ by, at }) =>
        by.startsWith('event:') ? [`  minute ${Math.round((at - startsAt) / minuteMs)}: ${textOf(exercise, by.slice(6))}`] : [],
      ),
    ),
  ];
  return [
    `${exercise.title} [${exercise.id}, version ${exercise.version}]`,
    `For: ${exercise.role}. ${exercise.minutes} minutes, ${exercise.clicks} clicks, passed with ${Math.round(exercise.passScore * 100)}%. Opens on: ${exercise.screen}.`,
    '',
    ...exercise.story.trim().split('\n'),
    '',
    'Tasks:',
    ...exercise.tasks.flatMap(taskLines),
    '',
    ...(happened.length > 0 ? ['What happens by itself in the gold run:', ...happened, ''] : []),
    `The gold run takes ${minutes} minutes and scores ${Math.round(score * 100)}%:`,
    ...tasks.map(({ id, achieved, at, where }) => `  ${Math.round(achieved * 100)}% ${id}${minuteOf(at)} ${where.join(', ')}`.trimEnd()),
  ];
}

const textOf = ({ events }: Exercise, id: string): string => events.find((one) => one.id === id)?.text ?? id;

function taskLines({ id, phase, text, weight, never, critical, hint, why, where }: Task): string[] {
  const kind = never === undefined ? (critical ? ', needed to pass' : '') : critical ? ', must not: fails outright' : ', must not';
  return [`  ${phase}: ${text} [${id}, weight ${weight}${kind}]`, `    hint: ${hint}`, `    if not: ${why} Look at: ${where}`];
}
