import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { listExercises, openClass } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { classesKey, exercisesKey } from './query-keys.ts';

export function OpenClassDrawer({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const exercises = useQuery({ queryKey: exercisesKey, queryFn: () => call(listExercises, {}) });
  const form = useForm({
    initialValues: { name: '', exerciseId: '', exam: false, limitMinutes: '' as number | '' },
    validate: { name: (name) => (name.trim() === '' ? 'Give it a name that you will know again.' : null) },
  });
  const open = useMutation({
    mutationFn: ({ name, exerciseId, exam, limitMinutes }: typeof form.values) => {
      const body = { name: name.trim(), exerciseId: exerciseId || null, exam, limitMinutes: limitMinutes === '' ? null : limitMinutes };
      return call(openClass, { body });
    },
    onSuccess: async ({ classId }) => {
      await queries.invalidateQueries({ queryKey: classesKey });
      await navigate({ to: '/practice-classes/$classId', params: { classId } });
    },
  });
  const choices = (exercises.data?.exercises ?? []).map(({ exerciseId, title, role }) => ({
    value: exerciseId,
    label: `${title} (${role})`,
  }));
  return (
    <FormDrawer
      title="Open a class"
      submit="Open"
      busy={open.isPending}
      error={open.error}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => open.mutate(values))}
    >
      <TextInput label="Name" placeholder="4 West nurses, Monday morning" data-autofocus required {...form.getInputProps('name')} />
      <Select
        label="Exercise"
        description="Everybody who joins works on this one."
        placeholder="Free practice"
        data={choices}
        searchable
        clearable
        {...form.getInputProps('exerciseId')}
        value={form.values.exerciseId || null}
        onChange={(value) => form.setFieldValue('exerciseId', value ?? '')}
      />
      <Switch
        label="Examination"
        description="No progress is shown, there are no hints, and nothing is taken back."
        {...form.getInputProps('exam', { type: 'checkbox' })}
      />
      <NumberInput
        label="Minutes for each learner"
        description="Empty: as long as they need. What is done by then is handed in."
        min={1}
        max={1440}
        allowDecimal={false}
        {...form.getInputProps('limitMinutes')}
      />
    </FormDrawer>
  );
}
