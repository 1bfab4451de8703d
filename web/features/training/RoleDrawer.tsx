import { TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { saveRoleProfile } from '#training/contract.ts';
import type { Matrix } from './matrix.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { wordText } from '#web/ui/word-text.ts';

/** What certification opens to a job role in the EHR. */
export function RoleDrawer({ matrix, jobRole, onClose }: { matrix: Matrix; jobRole: string; onClose: () => void }) {
  const client = useQueryClient();
  const role = matrix.roles.find((one) => one.jobRole === jobRole);
  const form = useForm({ initialValues: { accessProfiles: [...(role?.accessProfiles ?? [])], needsNothing: role?.needsNothing ?? '' } });
  const saving = useMutation({
    mutationFn: (body: typeof form.values) => call(saveRoleProfile, { params: { jobRole }, body }),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: ['training'] });
    },
  });
  return (
    <FormDrawer
      title={wordText(jobRole)}
      submit="Save"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      <TagsInput
        label="Opens in the EHR"
        description="Names of access profiles: groups at the identity provider"
        {...form.getInputProps('accessProfiles')}
      />
      <TextInput
        label="Needs no training, because"
        description="Only for roles that never touch a chart. Empty: no access without certification"
        {...form.getInputProps('needsNothing')}
      />
    </FormDrawer>
  );
}
