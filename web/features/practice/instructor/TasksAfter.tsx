import { Code, Modal, ScrollArea, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { AttemptReplay } from '#sandbox/contract.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import css from './instructor.module.css';
import { percentText } from './instructor-words.ts';

interface Props {
  replay: AttemptReplay;
  present: number;
  /** Null: what a step wrote is named and not shown. */
  attemptId: string | null;
}

/** Where each task stood after a step, and what the step wrote, to be read as it was then. */
export function TasksAfter({ replay: { tasks, steps }, present, attemptId }: Props) {
  const [reading, setReading] = useState<string | null>(null);
  const achieved = useMemo(() => {
    const found = new Map<string, number>(tasks.map(({ taskId, kind }) => [taskId, kind === 'never' ? 1 : 0]));
    for (const { changed } of steps.slice(0, present + 1)) for (const one of changed) found.set(one.taskId, one.achieved);
    return found;
  }, [tasks, steps, present]);
  const step = steps[present];
  const changed = new Set(step?.changed.map(({ taskId }) => taskId));
  return (
    <>
      {tasks.length === 0 && <p className={css.quiet}>Free practice has no tasks.</p>}
      <ul className={css.tasks}>
        {tasks.map(({ taskId, text, kind }) => (
          <li key={taskId} data-changed={changed.has(taskId) || undefined}>
            <span className={css.what}>{text}</span>
            <TaskState kind={kind} share={achieved.get(taskId) ?? 0} />
          </li>
        ))}
      </ul>
      {step?.written.map(({ reference, title }) => (
        <p key={reference}>
          {attemptId === null ? (
            title
          ) : (
            <UnstyledButton fz="sm" td="underline" onClick={() => setReading(reference)}>
              Read {title} as it was then
            </UnstyledButton>
          )}
        </p>
      ))}
      {reading !== null && step && attemptId !== null && (
        <ResourceThen path={`/sandbox/${attemptId}/at/${step.seq}/fhir/${reading}`} title={reading} onClose={() => setReading(null)} />
      )}
    </>
  );
}

function TaskState({ kind, share }: { kind: 'find' | 'never'; share: number }) {
  if (kind === 'never')
    return share === 1 ? <StatusDot tone="quiet">Kept clear of</StatusDot> : <StatusDot tone="gap">Done wrong</StatusDot>;
  if (share === 1) return <StatusDot tone="good">Achieved</StatusDot>;
  return share > 0 ? <StatusDot tone="look">{percentText(share)}</StatusDot> : <StatusDot tone="quiet">Open</StatusDot>;
}

function ResourceThen({ path, title, onClose }: { path: string; title: string; onClose: () => void }) {
  const then = useQuery({
    queryKey: ['practice-then', path],
    queryFn: async () => {
      const answer = await fetch(path, { credentials: 'same-origin' });
      if (answer.status === 410) return 'It was deleted in this step.';
      if (!answer.ok) throw new Error(`The practice EHR answered ${answer.status}.`);
      return JSON.stringify(await answer.json(), null, 2);
    },
  });
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <ProblemAlert error={then.error} title="It could not be read" onRetry={() => void then.refetch()} />
      <ScrollArea.Autosize mah="60vh">
        <Code block>{then.data ?? ''}</Code>
      </ScrollArea.Autosize>
    </Modal>
  );
}
