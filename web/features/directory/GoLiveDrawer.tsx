import { Autocomplete, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeGoLive, createGoLive, listGoLives, removeGoLive, type GoLive, type GoLiveRow } from '#directory/contract.ts';
import { goLivesKey } from './query-keys.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';

const cpoeChoices = [
  { value: 'mandatory', label: 'In the EHR only, from the first day' },
  { value: 'voluntary', label: 'Voluntary at first: paper is accepted' },
];

export function GoLiveDrawer({ goLive, wave, onClose }: { goLive: GoLiveRow | null; wave: string; onClose: () => void }) {
  const client = useQueryClient();
  const { units, unitName } = usePlaces();
  const waves = useQuery({ queryKey: goLivesKey, queryFn: () => call(listGoLives, {}) });
  const blank: GoLive = { wave, unitId: '', date: '', weeks: 6, cpoe: 'mandatory' };
  const form = useForm<GoLive>({
    initialValues: goLive ?? blank,
    validate: {
      wave: (value) => (value.trim() ? null : 'Name the wave.'),
      unitId: (value) => (value ? null : 'Choose a unit.'),
      date: (value) => (value ? null : 'Choose the day on which it goes live.'),
    },
  });
  const done = async (): Promise<void> => {
    onClose();
    await client.invalidateQueries({ queryKey: goLivesKey });
  };
  const params = goLive && { wave: goLive.wave, unitId: goLive.unitId };
  const saving = useMutation({
    mutationFn: ({ date, weeks, cpoe, ...key }: GoLive) =>
      goLive
        ? call(changeGoLive, { params: key, body: { date, weeks, cpoe, version: goLive.version } })
        : call(createGoLive, { body: { ...key, date, weeks, cpoe } }),
    onSuccess: done,
  });
  return (
    <FormDrawer
      title={goLive ? `Go-live of ${unitName(goLive.unitId)}` : 'Set a go-live'}
      submit={goLive ? 'Save' : 'Set'}
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
      aside={
        goLive &&
        params && (
          <RemoveButton
            label="Remove go-live"
            remove={() => call(removeGoLive, { params, query: { version: goLive.version } })}
            onRemoved={() => void done()}
          >
            Rounds on {unitName(goLive.unitId)} then count as not live, and the next plan gives it no support.
          </RemoveButton>
        )
      }
    >
      {!goLive && (
        <>
          <Autocomplete label="Wave" required data={waves.data?.waves.map((one) => one.wave) ?? []} {...form.getInputProps('wave')} />
          <Select
            label="Unit"
            required
            searchable
            data={units.map(({ unitId, name }) => ({ value: unitId, label: name }))}
            {...form.getInputProps('unitId')}
          />
        </>
      )}
      <TextInput type="date" label="Goes live on" required {...form.getInputProps('date')} />
      <NumberInput label="Weeks of hypercare" min={1} max={104} allowDecimal={false} {...form.getInputProps('weeks')} />
      <Select label="Orders" allowDeselect={false} data={cpoeChoices} {...form.getInputProps('cpoe')} />
    </FormDrawer>
  );
}
