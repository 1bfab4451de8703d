import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconDoorExit, IconKeyboard, IconPlugConnectedX, IconPrinter, IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useContext, useState } from 'react';
import { resetAttempt } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { LaunchItems } from '../apps/LaunchItems.tsx';
import { forgetDowntime, useDowntime, useDowntimeActs } from '../downtime/downtime.ts';
import { useRefreshChart, useWritesDone } from '../fhir/use-fhir.ts';
import { useAttempt } from './attempt-space.ts';
import { forgetBegun } from './begun.ts';
import type { AttemptTopProps } from './attempt-top-props.ts';
import { CommandContext } from './commands.ts';
import { closeAllCharts } from './open-charts.ts';
import { usePlace } from './place.ts';
import { chooseRole, practiceRoles } from './roles.ts';

/** What is done seldom: another role, printing, beginning anew, leaving. */
export function AttemptMenu({ attempt, onRole, onAttempt }: Omit<AttemptTopProps, 'onSubmit'>) {
  const { attemptId, role, closed } = useAttempt();
  const downtime = useDowntime(attemptId);
  const { begin } = useDowntimeActs();
  const place = usePlace();
  const navigate = useNavigate();
  const refresh = useRefreshChart();
  const written = useWritesDone();
  const [asked, setAsked] = useState(false);
  const shelf = useContext(CommandContext);
  const reset = useMutation({
    mutationFn: async () => {
      await written();
      return call(resetAttempt, { params: { attemptId } });
    },
    onSuccess: (changed) => {
      closeAllCharts(attemptId);
      forgetBegun(attemptId);
      forgetDowntime(attemptId);
      onAttempt(changed);
      setAsked(false);
      place.go({});
      void refresh();
    },
  });
  return (
    <>
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
          <Menu.Item leftSection={<IconKeyboard size={15} />} onClick={() => shelf?.open('help')}>
            Keyboard help
          </Menu.Item>
          <Menu.Item leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
            Print this screen
          </Menu.Item>
          <Menu.Item leftSection={<IconPlugConnectedX size={15} />} disabled={closed || downtime !== null} onClick={begin}>
            Begin a downtime
          </Menu.Item>
          <Menu.Item leftSection={<IconRefresh size={15} />} disabled={closed || attempt.exam} onClick={() => setAsked(true)}>
            Begin anew …
          </Menu.Item>
          {!closed && <LaunchItems attemptId={attemptId} patientId={place.patient} />}
          <Menu.Divider />
          <Menu.Item leftSection={<IconDoorExit size={15} />} onClick={() => void navigate({ to: '/practice' })}>
            Leave; go on later
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asked}
        title="Begin anew?"
        confirm="Begin anew"
        danger
        busy={reset.isPending}
        error={reset.error}
        onConfirm={() => reset.mutate()}
        onClose={() => setAsked(false)}
      >
        Everything that you did in this hospital is undone. It takes no time, and the exercise starts from its beginning.
      </ConfirmDialog>
    </>
  );
}
