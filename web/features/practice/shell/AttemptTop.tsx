import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconDots, IconDoorExit, IconPrinter, IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { resetAttempt, submitAttempt, undoInAttempt, type AttemptDetail } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { useRefreshChart } from '../fhir/use-fhir.ts';
import css from './AttemptFrame.module.css';
import { useAttempt } from './attempt-space.ts';
import { ClockControl } from './ClockControl.tsx';
import { closeAllCharts } from './open-charts.ts';
import { usePlace } from './place.ts';
import { chooseRole, practiceRoles, roleLabel } from './roles.ts';

interface Props {
  attempt: AttemptDetail;
  onRole: (role: string) => void;
  onAttempt: (attempt: AttemptDetail) => void;
  onSubmit: () => void;
}

export function AttemptTop({ attempt, onRole, onAttempt, onSubmit }: Props) {
  const { attemptId, role, learner, closed, idle } = useAttempt();
  const place = usePlace();
  const navigate = useNavigate();
  const refresh = useRefreshChart();
  const [confirm, setConfirm] = useState<'reset' | 'submit' | null>(null);
  const params = { attemptId };
  const undo = useMutation({
    mutationFn: () => call(undoInAttempt, { params }),
    onSuccess: ({ undone, attempt: changed }) => {
      onAttempt(changed);
      notifications.show({ message: undone ? 'The last change was taken back.' : 'There is nothing to take back.' });
      void refresh();
    },
  });
  const reset = useMutation({
    mutationFn: () => call(resetAttempt, { params }),
    onSuccess: (changed) => {
      closeAllCharts(attemptId);
      onAttempt(changed);
      setConfirm(null);
      place.go({});
      void refresh();
    },
  });
  const submit = useMutation({
    mutationFn: async () => {
      onSubmit();
      await idle();
      return call(submitAttempt, { params });
    },
    onSuccess: (changed) => {
      onAttempt(changed);
      setConfirm(null);
      void navigate({ to: '/practice/$attemptId/grade', params: { attemptId } });
    },
  });
  return (
    <header className={css.top}>
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
      <ClockControl attempt={attempt} onAttempt={onAttempt} />
      <Tooltip label="Take the last change back">
        <ActionIcon
          variant="default"
          size="md"
          aria-label="Undo"
          disabled={closed}
          loading={undo.isPending}
          onClick={() => undo.mutate()}
        >
          <IconArrowBackUp size={16} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="default" size="md" aria-label="More">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {attempt.exerciseId === null && (
            <>
              <Menu.Label>Work as</Menu.Label>
              {practiceRoles.map((one) => (
                <Menu.Item
                  key={one.value}
                  aria-current={one.value === role || undefined}
                  fw={one.value === role ? 600 : 400}
                  onClick={() => {
                    chooseRole(attemptId, one.value);
                    onRole(one.value);
                    place.go({});
                  }}
                >
                  {one.label}
                </Menu.Item>
              ))}
              <Menu.Divider />
            </>
          )}
          <Menu.Item leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
            Print this screen
          </Menu.Item>
          <Menu.Item leftSection={<IconRefresh size={15} />} disabled={closed} onClick={() => setConfirm('reset')}>
            Begin anew …
          </Menu.Item>
          <Menu.Item leftSection={<IconDoorExit size={15} />} onClick={() => void navigate({ to: '/practice' })}>
            Leave; go on later
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {attempt.state === 'open' ? (
        <Button size="compact-sm" disabled={closed} onClick={() => setConfirm('submit')}>
          Hand in
        </Button>
      ) : (
        <Button size="compact-sm" variant="light" onClick={() => void navigate({ to: '/practice/$attemptId/grade', params: { attemptId } })}>
          See the grade
        </Button>
      )}
      <ConfirmDialog
        opened={confirm === 'reset'}
        title="Begin anew?"
        confirm="Begin anew"
        danger
        busy={reset.isPending}
        error={reset.error}
        onConfirm={() => reset.mutate()}
        onClose={() => setConfirm(null)}
      >
        Everything that you did in this hospital is undone. It takes no time, and the exercise starts from its beginning.
      </ConfirmDialog>
      <ConfirmDialog
        opened={confirm === 'submit'}
        title={attempt.exerciseId === null ? 'End this practice?' : 'Hand in for grading?'}
        confirm={attempt.exerciseId === null ? 'End it' : 'Hand in'}
        busy={submit.isPending}
        error={submit.error}
        onConfirm={() => submit.mutate()}
        onClose={() => setConfirm(null)}
      >
        {attempt.exerciseId === null
          ? 'You can still look at everything afterwards, and begin another one at any time.'
          : 'What you leave in the record is graded now. You can look at everything afterwards, and begin the exercise again.'}
      </ConfirmDialog>
    </header>
  );
}
