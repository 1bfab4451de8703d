import { Group, Select, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { stakeholdersKey } from './query-keys.ts';
import {
  changeStakeholder,
  createStakeholder,
  removeStakeholder,
  type Stakeholder,
  type StakeholderRow,
} from '#directory/stakeholders/contract.ts';
import { searchPeople } from '#web/app/search-people.ts';
import { choicesOf, engagementText, kindText, levelText } from './stakeholder-words.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';
import { SearchSelect, type Choice } from '#web/ui/SearchSelect.tsx';

const blank: Stakeholder = {
  name: '',
  kind: 'champion',
  title: '',
  organisation: '',
  personId: null,
  email: '',
  phone: '',
  interest: 'high',
  influence: 'high',
  engagement: 'neutral',
  engagementWanted: 'supportive',
  concerns: '',
};

export function StakeholderDrawer({ stakeholder, onClose }: { stakeholder: StakeholderRow | null; onClose: () => void }) {
  const client = useQueryClient();
  const [person, setPerson] = useState<Choice | null>(
    stakeholder?.personId ? { value: stakeholder.personId, label: stakeholder.personId, note: '' } : null,
  );
  const form = useForm<Stakeholder>({
    initialValues: stakeholder ?? blank,
    validate: { name: (value) => (value.trim() ? null : 'Write who it is.') },
  });
  const done = async (): Promise<void> => {
    onClose();
    await client.invalidateQueries({ queryKey: stakeholdersKey });
  };
  const params = stakeholder && { stakeholderId: stakeholder.stakeholderId };
  const saving = useMutation({
    mutationFn: (values: Stakeholder) => {
      const body = { ...values, personId: person?.value ?? null };
      return stakeholder && params
        ? call(changeStakeholder, { params, body: { ...body, version: stakeholder.version } })
        : call(createStakeholder, { body });
    },
    onSuccess: done,
  });
  const choice = (field: keyof Stakeholder, label: string, texts: Readonly<Record<string, string>>) => (
    <Select label={label} allowDeselect={false} data={choicesOf(texts)} {...form.getInputProps(field)} />
  );
  return (
    <FormDrawer
      title={stakeholder ? stakeholder.name : 'Add a stakeholder'}
      submit={stakeholder ? 'Save' : 'Add'}
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
      aside={
        stakeholder &&
        params && (
          <RemoveButton
            label="Remove"
            remove={() => call(removeStakeholder, { params, query: { version: stakeholder.version } })}
            onRemoved={() => void done()}
          >
            {stakeholder.name} leaves the register. The audit log keeps that they were in it.
          </RemoveButton>
        )
      }
    >
      <SearchSelect
        kind="people"
        label="Person in the directory"
        description="Where they are one of ours"
        search={searchPeople}
        chosen={person}
        onChoose={(chosen) => {
          setPerson(chosen);
          if (chosen && form.values.name === '') form.setFieldValue('name', chosen.label);
        }}
      />
      <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
      <Group grow align="flex-start">
        {choice('kind', 'As', kindText)}
        <TextInput label="Title" {...form.getInputProps('title')} />
      </Group>
      <TextInput label="Organisation" description="Where it is not ours" {...form.getInputProps('organisation')} />
      <Group grow align="flex-start">
        <TextInput label="Mail address" type="email" {...form.getInputProps('email')} />
        <TextInput label="Phone" type="tel" {...form.getInputProps('phone')} />
      </Group>
      <Group grow align="flex-start">
        {choice('influence', 'Influence', levelText)}
        {choice('interest', 'Interest', levelText)}
      </Group>
      <Group grow align="flex-start">
        {choice('engagement', 'Stands now', engagementText)}
        {choice('engagementWanted', 'Is wanted', engagementText)}
      </Group>
      <Textarea label="Cares about" description="And what they were promised" autosize minRows={3} {...form.getInputProps('concerns')} />
    </FormDrawer>
  );
}
