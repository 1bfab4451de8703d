import { Button } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { hasCode, idOf, textOf } from '../fhir/codes.ts';
import type { Task } from '../fhir/resources.ts';
import { useSave, useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';

const ranks: Readonly<Record<string, number>> = { stat: 0, asap: 1, urgent: 2 };
const open = ['requested', 'received', 'accepted', 'in-progress', 'on-hold', 'ready'];

/** Open work of the learner, urgent first; of one patient only when one is named. */
export function useWorkItems(patientId?: string): { tasks: Task[]; isPending: boolean; error: Error | null } {
  const { learner } = useAttempt();
  const query = useSearch<Task>('Task', learner.reference ? { owner: learner.reference, _count: 200 } : null);
  const tasks = query.list
    .filter((task) => open.includes(task.status) && (patientId === undefined || idOf(task.for) === patientId))
    .toSorted(
      (a, b) => (ranks[a.priority ?? ''] ?? 3) - (ranks[b.priority ?? ''] ?? 3) || (a.authoredOn ?? '').localeCompare(b.authoredOn ?? ''),
    );
  return { tasks, isPending: query.isPending, error: query.error };
}

interface Props {
  patientId?: string;
  /** Where the work is done; without it a line only opens. */
  onGo?: (task: Task) => void;
  none: string;
  /** Kinds of work that have a screen of their own. */
  without?: readonly string[];
}

/** Lines of work: a line opens to be read, and is closed when the work is done. */
export function WorkItems({ patientId, onGo, none, without = [] }: Props) {
  const { tasks: all, isPending, error } = useWorkItems(patientId);
  const tasks = all.filter((task) => !hasCode(task.code, ...without));
  return (
    <>
      <ProblemAlert error={error} title="The work list could not be read" />
      {!isPending && tasks.length === 0 && <p className={css.none}>{none}</p>}
      <ul className={css.list}>
        {tasks.map((task) => (
          <WorkItem key={task.id} task={task} showWhom={patientId === undefined} {...(onGo ? { onGo } : {})} />
        ))}
      </ul>
    </>
  );
}

function WorkItem({ task, showWhom, onGo }: { task: Task; showWhom: boolean; onGo?: (task: Task) => void }) {
  const { note, now, nowIso, zone, closed } = useAttempt();
  const save = useSave<Task>();
  const [opened, setOpened] = useState(false);
  const title = task.description ?? textOf(task.code);
  const read = (): void => note({ kind: 'viewed', target: `Task/${task.id}`, patient: task.for?.reference ?? '' });
  return (
    <li>
      <span className={css.main}>
        <button
          type="button"
          className={css.link}
          aria-expanded={opened}
          onClick={() => {
            if (!opened) read();
            setOpened(!opened);
          }}
        >
          {title}
        </button>
        {task.priority !== undefined && task.priority !== 'routine' && (
          <>
            {' '}
            <span className={css.flag} data-flag="HH">
              {task.priority}
            </span>
          </>
        )}
        {showWhom && <div className={css.quiet}>{task.for?.display}</div>}
        {opened && (
          <div className={css.quiet}>
            {[
              `Asked ${nearText(task.authoredOn, now(), zone)}${task.requester?.display ? ` by ${task.requester.display}` : ''}`,
              ...(task.restriction?.period?.end ? [`until ${nearText(task.restriction.period.end, now(), zone)}`] : []),
              ...(task.note?.map((one) => one.text) ?? []),
            ].join(' · ')}
          </div>
        )}
        <ProblemAlert error={save.error} title="It was not closed" />
      </span>
      {onGo && (
        <Button
          size="compact-xs"
          variant="light"
          onClick={() => {
            read();
            onGo(task);
          }}
        >
          Go to it<span className="screen-reader">: {title}</span>
        </Button>
      )}
      {!closed && (
        <Button
          size="compact-xs"
          variant="default"
          loading={save.isPending}
          onClick={() => save.mutate({ ...task, status: 'completed', lastModified: nowIso() })}
        >
          Done<span className="screen-reader">: {title}</span>
        </Button>
      )}
    </li>
  );
}
