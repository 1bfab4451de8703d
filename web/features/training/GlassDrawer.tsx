import { NumberInput, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { breakGlass } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';

interface Props {
  /** null: oneself. */
  person: { readonly personId: string; readonly name: string } | null;
  hoursMax: number;
  onClose: () => void;
}

/** Always possible, always with a reason and an end, always told to the leads; said before it is done. */
export function GlassDrawer({ person, hoursMax, onClose }: Props) {
  const client = useQueryClient();
  const form = useForm({
    initialValues: { reason: '', hours: Math.min(4, hoursMax) },
    validate: { reason: (value) => (value.trim().length < 5 ? 'Say why, in a few words. No patient’s name.' : null) },
  });
  const breaking = useMutation({
    mutationFn: (values: typeof form.values) =>
      call(breakGlass, { body: { personId: person?.personId ?? null, jobRole: null, ...values } }),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: ['training'] });
    },
  });
  return (
    <FormDrawer
      title={person ? `Break glass for ${person.name}` : 'Break glass'}
      submit="Open access now"
      busy={breaking.isPending}
      error={breaking.error}
      onSubmit={form.onSubmit((values) => breaking.mutate(values))}
      onClose={onClose}
    >
      <Text size="sm">
        For an emergency. It is recorded with your name, ends by itself, and the training leads and the director are told. Nobody is
        punished for needing it; somebody will ask what would have helped.
      </Text>
      <Textarea
        label="Why now"
        description="No patient’s name or number"
        required
        autosize
        minRows={2}
        data-autofocus
        {...form.getInputProps('reason')}
      />
      <NumberInput label="For how many hours" min={0.5} max={hoursMax} step={0.5} {...form.getInputProps('hours')} />
    </FormDrawer>
  );
}
