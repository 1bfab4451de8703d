import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconClockPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { advanceClock, type AttemptDetail } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, timeText } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';
import { useRefreshChart, useWritesDone } from '../fhir/use-fhir.ts';
import css from './AttemptFrame.module.css';
import { useAttempt } from './attempt-space.ts';
import { useCommands } from './commands.ts';

const steps = [
  { minutes: 5, label: '5 minutes' },
  { minutes: 15, label: '15 minutes' },
  { minutes: 30, label: 'Half an hour' },
  { minutes: 60, label: '1 hour' },
  { minutes: 240, label: '4 hours' },
  { minutes: 720, label: '12 hours' },
];

/** The hospital's clock. Letting time pass brings what was ordered: results, the pharmacy's answer, the next dose. */
export function ClockControl({ attempt, onAttempt }: { attempt: AttemptDetail; onAttempt: (attempt: AttemptDetail) => void }) {
  const { attemptId, now, zone, closed: isShut, down } = useAttempt();
  const closed = isShut && !down;
  const refresh = useRefreshChart();
  const written = useWritesDone();
  useNow(15_000);
  const pass = useMutation({
    mutationFn: async (minutes: number) => {
      await written();
      return call(advanceClock, { params: { attemptId }, body: { minutes } });
    },
    onSuccess: ({ happened, attempt: changed }) => {
      onAttempt(changed);
      for (const event of happened) notifications.show({ message: event.text, autoClose: 12_000 });
      if (happened.length === 0) notifications.show({ message: `It is ${timeText(changed.virtualNow, zone)}. Nothing new has come.` });
      void refresh();
    },
  });
  useCommands(
    closed
      ? []
      : steps.map((step) => ({
          key: `pass ${step.minutes}`,
          group: 'Attempt',
          label: `Let time pass: ${step.label.toLowerCase()}`,
          run: () => pass.mutate(step.minutes),
        })),
  );
  const at = closed ? attempt.virtualNow : now();
  return (
    <span className={css.clock}>
      <Menu position="bottom-end" width={180} disabled={closed}>
        <Menu.Target>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconClockPlay size={15} />}
            loading={pass.isPending}
            title="The hospital’s own clock: let time pass"
            aria-label={`Hospital time ${dateText(at, zone)} ${timeText(at, zone)}; let time pass`}
          >
            {dateText(at, zone)} {timeText(at, zone)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Let time pass</Menu.Label>
          {steps.map((step) => (
            <Menu.Item key={step.minutes} onClick={() => pass.mutate(step.minutes)}>
              {step.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ProblemAlert error={pass.error} title="The clock did not move" />
    </span>
  );
}
