import { ActionIcon, Button, Group, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeWave, createWave, removeWave, type Wave, type WaveRow } from '#directory/contract.ts';
import { goLivesKey } from './query-keys.ts';
import { waveName } from './directory-words.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';

export function WaveDrawer({ wave, onClose }: { wave: WaveRow | null; onClose: () => void }) {
  const client = useQueryClient();
  const blank: Wave = { wave: '', scope: '', phases: [] };
  const form = useForm<Wave>({
    initialValues: wave ?? blank,
    validate: {
      wave: (value) => (value.trim() ? null : 'Name the wave: 1, 2, West tower …'),
      phases: { name: (value) => (value.trim() ? null : 'Name the phase.'), date: (value) => (value ? null : 'Choose its day.') },
    },
  });
  const done = async (): Promise<void> => {
    onClose();
    await client.invalidateQueries({ queryKey: goLivesKey });
  };
  const saving = useMutation({
    mutationFn: ({ wave: name, scope, phases }: Wave) =>
      wave
        ? call(changeWave, { params: { wave: name }, body: { scope, phases, version: wave.version } })
        : call(createWave, { body: { wave: name, scope, phases } }),
    onSuccess: done,
  });
  return (
    <FormDrawer
      title={wave ? waveName(wave.wave) : 'Add a wave'}
      submit={wave ? 'Save' : 'Add'}
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
      aside={
        wave && (
          <RemoveButton
            label="Remove wave"
            remove={() => call(removeWave, { params: { wave: wave.wave }, query: { version: wave.version } })}
            onRemoved={() => void done()}
          >
            A wave can be removed while no unit is in it.
          </RemoveButton>
        )
      }
    >
      {!wave && (
        <TextInput
          label="Name"
          description="Files refer to it; it cannot be changed later"
          required
          data-autofocus
          {...form.getInputProps('wave')}
        />
      )}
      <Textarea label="Scope" description="What goes live in it" autosize minRows={2} {...form.getInputProps('scope')} />
      <Stack gap="xs">
        <Text fw={500} size="sm">
          Phases
        </Text>
        {form.values.phases.map((_, i) => (
          // Phases have no key but their place, which adding and removing keep in step.
          <Group key={i} gap="xs" align="flex-start" wrap="nowrap">
            <TextInput
              aria-label={`Name of phase ${i + 1}`}
              placeholder="Results viewing"
              style={{ flex: 1 }}
              {...form.getInputProps(`phases.${i}.name`)}
            />
            <TextInput type="date" aria-label={`Day of phase ${i + 1}`} {...form.getInputProps(`phases.${i}.date`)} />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={34}
              aria-label={`Remove phase ${i + 1}`}
              onClick={() => form.removeListItem('phases', i)}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button size="compact-sm" variant="default" onClick={() => form.insertListItem('phases', { name: '', date: '' })}>
            Add a phase
          </Button>
        </Group>
      </Stack>
    </FormDrawer>
  );
}
