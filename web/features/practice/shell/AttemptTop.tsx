import { ActionIcon, Button, Kbd, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useContext } from 'react';
import { undoInAttempt } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { ExamClock } from '../goals/ExamClock.tsx';
import { GoalsButton } from '../goals/GoalsButton.tsx';
import { useRefreshChart, useWritesDone } from '../fhir/use-fhir.ts';
import css from './AttemptFrame.module.css';
import { AttemptMenu } from './AttemptMenu.tsx';
import { useAttempt } from './attempt-space.ts';
import { ClockControl } from './ClockControl.tsx';
import { CommandContext, useCommands } from './commands.ts';
import { HandInButton } from './HandInButton.tsx';
import { roleLabel } from './roles.ts';
import type { AttemptTopProps } from './attempt-top-props.ts';

/** What this window is, whom one plays, the hospital's clock, and the ways back and out. */
export function AttemptTop({ attempt, onRole, onAttempt, onSubmit }: AttemptTopProps) {
  const { attemptId, role, learner, closed } = useAttempt();
  const refresh = useRefreshChart();
  const written = useWritesDone();
  const shelf = useContext(CommandContext);
  const undo = useMutation({
    mutationFn: async () => {
      await written();
      return call(undoInAttempt, { params: { attemptId } });
    },
    onSuccess: ({ undone, attempt: changed }) => {
      onAttempt(changed);
      notifications.show({ message: undone ? 'The last change was taken back.' : 'There is nothing to take back.' });
      void refresh();
    },
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
  });
  const kept = closed || attempt.exam;
  useCommands(kept ? [] : [{ key: 'undo', group: 'Attempt', label: 'Undo', detail: 'the last change', run: () => undo.mutate() }]);
  return (
    <header className={css.top} data-region>
      <Link to="/practice" className={css.mark} title="Leave the practice EHR; your work stays as it is">
        Practice EHR · nobody here is real
      </Link>
      <p className={`${css.title} truncate`}>
        {attempt.exerciseTitle ?? 'Free practice'}
        <small>
          {roleLabel(role)}
          {learner.display ? `: you are ${learner.display}` : ''}
        </small>
      </p>
      <Button
        className={css.goTo}
        variant="default"
        size="compact-sm"
        leftSection={<IconSearch size={14} />}
        aria-keyshortcuts="Control+K"
        onClick={() => shelf?.open('list')}
      >
        Go to …
        <Kbd size="xs" ml={8} aria-hidden="true">
          Ctrl K
        </Kbd>
      </Button>
      {attempt.exerciseId !== null && <GoalsButton attempt={attempt} />}
      <ExamClock attempt={attempt} />
      <ClockControl attempt={attempt} onAttempt={onAttempt} />
      <Tooltip label={attempt.exam ? 'In an examination nothing is taken back' : 'Take the last change back'}>
        <ActionIcon variant="default" size="md" aria-label="Undo" disabled={kept} loading={undo.isPending} onClick={() => undo.mutate()}>
          <IconArrowBackUp size={16} />
        </ActionIcon>
      </Tooltip>
      <AttemptMenu attempt={attempt} onRole={onRole} onAttempt={onAttempt} />
      <HandInButton attempt={attempt} onAttempt={onAttempt} onSubmit={onSubmit} />
    </header>
  );
}
