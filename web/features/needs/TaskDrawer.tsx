import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { addPainPoint, getMatrix, painSources, removePainPoint, removeTask, saveTask, type TaskView } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';
import { wordText } from '#web/ui/word-text.ts';
import { useRefreshNeeds } from './use-needs.ts';

interface Props {
  jobRole: string;
  task: TaskView | null;
  onClose: () => void;
}

export function TaskDrawer({ jobRole, task, onClose }: Props) {
  const refresh = useRefreshNeeds();
  const matrix = useQuery({ queryKey: ['training', 'matrix'], queryFn: () => call(getMatrix, {}) });
  const form = useForm({
    initialValues: {
      name: task?.name ?? '',
      timesAWeek: task?.timesAWeek ?? 5,
      harm: task?.harm ?? 3,
      change: task?.change ?? 3,
      competencyId: task?.competencyId ?? null,
    },
    validate: { name: (value) => (value.trim().length >= 3 ? null : 'Say what is done.') },
  });
  const done = async (): Promise<void> => {
    await refresh();
    onClose();
  };
  const saving = useMutation({
    mutationFn: (values: typeof form.values) => {
      const taskId = task?.taskId ?? `${jobRole}-${Date.now().toString(36)}`;
      return call(saveTask, { params: { taskId }, body: { jobRole, ...values, version: task?.version ?? 0 } });
    },
    onSuccess: done,
  });
  return (
    <FormDrawer
      title={task?.name ?? 'Add a task'}
      submit="Save"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
      aside={
        task && (
          <RemoveButton
            label="Remove task"
            remove={() => call(removeTask, { params: { taskId: task.taskId } })}
            onRemoved={() => void done()}
          >
            What was said of it goes with it.
          </RemoveButton>
        )
      }
    >
      <TextInput label="Task" required data-autofocus {...form.getInputProps('name')} />
      <Group grow>
        <NumberInput label="Times a week" description="One person" min={0} max={2000} {...form.getInputProps('timesAWeek')} />
        <NumberInput label="Harm, 1 to 5" description="5: somebody is harmed" min={1} max={5} {...form.getInputProps('harm')} />
        <NumberInput label="Change, 1 to 5" description="5: wholly other" min={1} max={5} {...form.getInputProps('change')} />
      </Group>
      <Select
        label="Competency"
        description="What somebody must be able to do for it"
        clearable
        searchable
        data={(matrix.data?.competencies ?? []).filter((one) => !one.retired).map((one) => ({ value: one.competencyId, label: one.name }))}
        {...form.getInputProps('competencyId')}
      />
      {task && <PainPoints task={task} />}
    </FormDrawer>
  );
}

/** What hurts today; each change is kept at once. */
function PainPoints({ task }: { task: TaskView }) {
  const refresh = useRefreshNeeds();
  const form = useForm({ initialValues: { text: '', severity: 3, source: 'interview' as (typeof painSources)[number] } });
  const adding = useMutation({
    mutationFn: (body: typeof form.values) => call(addPainPoint, { params: { taskId: task.taskId }, body }),
    onSuccess: async () => {
      form.reset();
      await refresh();
    },
  });
  const removing = useMutation({ mutationFn: (painId: string) => call(removePainPoint, { params: { painId } }), onSuccess: refresh });
  return (
    <Stack gap="xs">
      <Text fw={500} size="sm">
        What hurts today
      </Text>
      {task.pains.map((pain) => (
        <Group key={pain.painId} justify="space-between" wrap="nowrap" gap="xs">
          <Text size="sm">
            {pain.text}{' '}
            <Text span size="sm" c="dimmed">
              ({wordText(pain.source)}, {pain.severity} of 5)
            </Text>
          </Text>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => removing.mutate(pain.painId)}>
            Remove
          </Button>
        </Group>
      ))}
      <TextInput aria-label="What hurts" placeholder="Orders cannot be read" {...form.getInputProps('text')} />
      <Group gap="xs" align="flex-end">
        <Select
          aria-label="Source"
          w={140}
          data={painSources.map((value) => ({ value, label: wordText(value) }))}
          {...form.getInputProps('source')}
        />
        <NumberInput aria-label="Severity, 1 to 5" w={80} min={1} max={5} {...form.getInputProps('severity')} />
        <Button
          variant="default"
          disabled={form.values.text.trim().length < 3}
          loading={adding.isPending}
          onClick={() => adding.mutate(form.values)}
        >
          Add
        </Button>
      </Group>
      <ProblemAlert error={adding.error ?? removing.error} title="That was not saved" />
    </Stack>
  );
}
