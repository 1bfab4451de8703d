import { Button, Group, List, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays, shiftedInstant, type LocalDate, type TimeZone } from '#kernel/time.ts';
import { reportTrainerAway } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, plural, timeText } from '#web/ui/time-text.ts';
import { useClassSetUp, useRefreshClasses } from './use-classes.ts';

/** A trainer is sick: first what would happen, then do it. */
export function TrainerAwayDialog({ zone, today, onClose }: { zone: TimeZone; today: LocalDate; onClose: () => void }) {
  const { data } = useClassSetUp();
  const refresh = useRefreshClasses();
  const [personId, setPersonId] = useState<string | null>(null);
  const [days, setDays] = useState({ from: today, to: today });
  const ask = (apply: boolean) =>
    call(reportTrainerAway, {
      params: { personId: personId ?? '' },
      body: { start: shiftedInstant(days.from, '00:00', zone), end: shiftedInstant(addDays(days.to, 1), '00:00', zone), apply },
    });
  const looking = useMutation({ mutationFn: () => ask(false) });
  const doing = useMutation({
    mutationFn: () => ask(true),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const found = looking.data;
  const moment = (at: number): string => `${dateText(at, zone)}, ${timeText(at, zone)}`;
  return (
    <Modal opened onClose={onClose} title="A trainer is away" size={620} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <Select
          label="Who"
          required
          searchable
          data={(data?.trainers ?? []).map((one) => ({ value: one.personId, label: one.name }))}
          value={personId}
          onChange={(value) => {
            setPersonId(value);
            looking.reset();
          }}
        />
        <Group grow>
          <TextInput
            type="date"
            label="From"
            value={days.from}
            onChange={(event) => setDays({ ...days, from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label="To, included"
            value={days.to}
            onChange={(event) => setDays({ ...days, to: event.currentTarget.value })}
          />
        </Group>
        <ProblemAlert error={looking.error ?? doing.error} title="That could not be done" />
        {found && (
          <div aria-live="polite">
            <Text fw={500}>
              {plural(found.substitutions.length, 'class is', 'classes are')} taught by somebody else, {found.cancelled} cancelled,{' '}
              {found.added} added; {plural(found.moved.length, 'learner moves', 'learners move')}.
            </Text>
            <List size="sm" mt="xs">
              {found.substitutions.slice(0, 8).map((one) => (
                <List.Item key={`${one.meetingId} ${one.to}`}>
                  {moment(one.start)}: {one.to} for {one.from}
                </List.Item>
              ))}
              {found.moved.slice(0, 12).map((one) => (
                <List.Item key={`${one.personId} ${one.courseId}`}>
                  {one.name}: {moment(one.from)} → {one.to === null ? 'no seat found' : moment(one.to)}
                </List.Item>
              ))}
            </List>
          </div>
        )}
        <Group justify="flex-end">
          <Button
            variant="default"
            disabled={!personId || days.to < days.from}
            loading={looking.isPending}
            onClick={() => looking.mutate()}
          >
            What would happen?
          </Button>
          <Button disabled={!found} loading={doing.isPending} onClick={() => doing.mutate()}>
            Do it and tell those concerned
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
