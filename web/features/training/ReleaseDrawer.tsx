import { Checkbox, MultiSelect, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { announceRelease, getMatrix } from '#training/contract.ts';
import { matrixKey, releasesKey } from './query-keys.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { wordText } from '#web/ui/word-text.ts';

/** Announces a change; says beforehand whom it will reach. */
export function ReleaseDrawer({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: matrixKey, queryFn: () => call(getMatrix, {}) });
  const form = useForm({
    initialValues: { title: '', change: '', due: '', competencies: [] as string[], moduleId: '', mandatory: false },
    validate: {
      title: (value) => (value.trim().length < 3 ? 'Say in a line what changes.' : null),
      change: (value) => (value.trim().length < 3 ? 'Say what is done differently.' : null),
      due: (value) => (value ? null : 'Choose the day before which they should know.'),
      competencies: (value) => (value.length > 0 ? null : 'Choose the skills that it touches.'),
      moduleId: (value) => (value.trim() ? null : 'Name the burst: a module of five minutes.'),
    },
  });
  const saving = useMutation({
    mutationFn: (body: typeof form.values) => call(announceRelease, { body }),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: releasesKey });
    },
  });
  const touched = new Set(form.values.competencies);
  const roles = new Set((data?.requirements ?? []).filter((one) => touched.has(one.competencyId)).map((one) => one.jobRole));
  const reached = (data?.roles ?? []).filter((role) => roles.has(role.jobRole) && role.people > 0);
  return (
    <FormDrawer
      title="Announce a change"
      submit="Announce"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      <TextInput label="In a line" required data-autofocus {...form.getInputProps('title')} />
      <Textarea label="What is done differently" required autosize minRows={2} {...form.getInputProps('change')} />
      <MultiSelect
        label="Skills that it touches"
        required
        searchable
        data={(data?.competencies ?? []).filter((one) => !one.retired).map((one) => ({ value: one.competencyId, label: one.name }))}
        description={
          touched.size === 0
            ? undefined
            : `Reaches ${reached.map((role) => `${wordText(role.jobRole)} (${role.people})`).join(', ') || 'nobody'}`
        }
        {...form.getInputProps('competencies')}
      />
      <TextInput
        label="Burst"
        description="Id of a module, or the address of a course elsewhere"
        required
        {...form.getInputProps('moduleId')}
      />
      <TextInput type="date" label="Should know by" required {...form.getInputProps('due')} />
      <Checkbox label="Needed to keep access" {...form.getInputProps('mandatory', { type: 'checkbox' })} />
    </FormDrawer>
  );
}
