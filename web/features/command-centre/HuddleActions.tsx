import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { addAction, finishAction, type Huddle } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import css from './command-centre.module.css';
import { huddlesKey } from './query-keys.ts';

export function HuddleActions({ huddle, mayDecide }: { huddle: Huddle; mayDecide: boolean }) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: huddlesKey });
  const finish = useMutation({
    mutationFn: ({ actionId, done }: { actionId: string; done: boolean }) => call(finishAction, { params: { actionId }, body: { done } }),
    onSuccess: refresh,
  });
  return (
    <Section title="Action items" note="Who does what until when.">
      <ProblemAlert error={finish.error} />
      <ul className={css.lines}>
        {huddle.actions.map((one) => (
          <li key={one.actionId}>
            <Checkbox
              className={css.grow}
              label={one.text}
              checked={one.doneAt !== null}
              disabled={!mayDecide || finish.isPending}
              onChange={(event) => finish.mutate({ actionId: one.actionId, done: event.currentTarget.checked })}
            />
            <span className={css.quiet}>{one.ownerName}</span>
            {one.dueAt !== null && (
              <StatusDot tone={one.overdue ? 'gap' : 'quiet'}>
                <TimeText at={one.dueAt} />
              </StatusDot>
            )}
          </li>
        ))}
      </ul>
      {huddle.actions.length === 0 && !mayDecide && <span className={css.quiet}>None came of it.</span>}
      {mayDecide && <NewAction huddleId={huddle.huddleId} onDone={refresh} />}
    </Section>
  );
}

function NewAction({ huddleId, onDone }: { huddleId: string; onDone: () => Promise<void> }) {
  const form = useForm({
    initialValues: { text: '', ownerName: '', dueAt: null as string | null },
    validate: {
      text: (value) => (value.trim().length >= 3 ? null : 'Say what is to be done.'),
      ownerName: (value) => (value.trim() ? null : 'Say who does it.'),
    },
  });
  const saving = useMutation({
    mutationFn: ({ dueAt, ...rest }: typeof form.values) =>
      call(addAction, { params: { huddleId }, body: { ...rest, dueAt: dueAt === null ? null : new Date(dueAt).getTime() } }),
    onSuccess: async () => {
      form.reset();
      await onDone();
    },
  });
  return (
    <form className="no-print" onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
      <Group align="flex-start" gap="xs" mt="sm">
        <TextInput
          aria-label="What is to be done"
          placeholder="What is to be done"
          style={{ flex: '3 1 240px' }}
          {...form.getInputProps('text')}
        />
        <TextInput aria-label="Who does it" placeholder="Who" style={{ flex: '1 1 140px' }} {...form.getInputProps('ownerName')} />
        <DateTimePicker
          aria-label="Until when"
          placeholder="Until"
          styles={{ placeholder: { color: 'var(--mantine-color-dimmed)' } }}
          clearable
          style={{ flex: '1 1 150px' }}
          {...form.getInputProps('dueAt')}
        />
        <Button type="submit" variant="default" loading={saving.isPending}>
          Add
        </Button>
      </Group>
      <ProblemAlert error={saving.error} />
    </form>
  );
}
