import { Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createIssue } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { issuesKey } from './query-keys.ts';

export function NewIssueDrawer({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm({
    initialValues: { title: '', workaround: '' },
    validate: { title: (title) => (title.trim().length >= 3 ? null : 'Say in a few words what goes wrong.') },
  });
  const saving = useMutation({
    mutationFn: (body: typeof form.values) => call(createIssue, { body }),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: issuesKey });
    },
  });
  return (
    <FormDrawer
      title="Record a known issue"
      submit="Record"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        label="What goes wrong"
        description="In the words that askers use: it is found by them"
        required
        maxLength={160}
        data-autofocus
        {...form.getInputProps('title')}
      />
      <Textarea label="What to do meanwhile" autosize minRows={3} maxLength={2000} {...form.getInputProps('workaround')} />
    </FormDrawer>
  );
}
