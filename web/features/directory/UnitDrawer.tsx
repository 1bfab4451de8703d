import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeUnit, createUnit, removeUnit, type Unit, type UnitRow } from '#directory/contract.ts';
import { placesKey, usePlaces } from '#web/app/use-places.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';

export function UnitDrawer({ unit, siteId, onClose }: { unit: UnitRow | null; siteId: string; onClose: () => void }) {
  const client = useQueryClient();
  const { sites } = usePlaces();
  const blank: Unit = { unitId: '', name: '', siteId, building: '', floor: '', zone: '', specialty: '', beds: 0 };
  const form = useForm<Unit>({
    initialValues: unit ?? blank,
    validate: {
      unitId: (value) => (value.trim() ? null : 'Give the id under which your files name this unit.'),
      name: (value) => (value.trim() ? null : 'Write its name.'),
    },
  });
  const done = async (): Promise<void> => {
    onClose();
    await client.invalidateQueries({ queryKey: placesKey });
  };
  const saving = useMutation({
    mutationFn: ({ unitId, ...values }: Unit) =>
      unit
        ? call(changeUnit, { params: { unitId }, body: { ...values, version: unit.version } })
        : call(createUnit, { body: { unitId, ...values } }),
    onSuccess: done,
  });
  return (
    <FormDrawer
      title={unit ? 'Change a unit' : 'Add a unit'}
      submit={unit ? 'Save' : 'Add'}
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
      aside={
        unit && (
          <RemoveButton
            label="Remove unit"
            remove={() => call(removeUnit, { params: { unitId: unit.unitId }, query: { version: unit.version } })}
            onRemoved={() => void done()}
          >
            {unit.name} can be removed while no go-live and no person’s home unit names it.
          </RemoveButton>
        )
      }
    >
      {!unit && <TextInput label="Id" description="As your files name it" required data-autofocus {...form.getInputProps('unitId')} />}
      <TextInput label="Name" required {...form.getInputProps('name')} />
      <Select
        label="Site"
        allowDeselect={false}
        data={sites.map((site) => ({ value: site.siteId, label: site.name }))}
        {...form.getInputProps('siteId')}
      />
      <Group grow align="flex-start">
        <TextInput label="Building" {...form.getInputProps('building')} />
        <TextInput label="Floor" {...form.getInputProps('floor')} />
        <TextInput label="Zone" {...form.getInputProps('zone')} />
      </Group>
      <Group grow align="flex-start">
        <TextInput label="Specialty" {...form.getInputProps('specialty')} />
        <NumberInput label="Beds" min={0} max={10_000} allowDecimal={false} {...form.getInputProps('beds')} />
      </Group>
    </FormDrawer>
  );
}
