import type { ClassGrid } from '#sandbox/contract.ts';
import css from './instructor.module.css';
import { percentText } from './instructor-words.ts';

interface Props {
  tasks: ClassGrid['tasks'];
  achieved: readonly number[];
}

/** One small cell per task, in the exercise's order; the words say the same to whoever can't see them. */
export function ProgressCells({ tasks, achieved }: Props) {
  if (achieved.length === 0) return <span className={css.quiet}>–</span>;
  const done = achieved.filter((one) => one === 1).length;
  return (
    <span className={css.progress} role="img" aria-label={`${done} of ${achieved.length} tasks achieved`}>
      {achieved.map((one, n) => (
        <span
          key={tasks[n]?.taskId ?? n}
          className={css.cell}
          data-state={one === 1 ? 'whole' : one > 0 ? 'part' : 'open'}
          title={`${tasks[n]?.text ?? ''} ${percentText(one)}`}
        />
      ))}
      <span className={css.count}>
        {done}/{achieved.length}
      </span>
    </span>
  );
}
