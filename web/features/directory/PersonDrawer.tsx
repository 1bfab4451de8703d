import { Autocomplete, Group, Select, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { changePerson, createPerson, employments, listPeopleWords, type Person, type PersonRow } from '#directory/contract.ts';
import { employmentText } from './directory-words.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';

const blank: Person = {
  personId: '',
  givenName: '',
  familyName: '',
  jobRole: '',
  specialty: '',
  practiceGroup: '',
  employment: 'in-house',
  homeUnit: null,
  email: '',
  phone: '',
  pager: '',
  languages: [],
  npi: '',
  ehrUserId: '',
  hireDate: null,
  endDate: null,
  managerId: null,
};

/** A new person, or a change; a change of role, group or unit goes into the history from the date it takes effect. */
export function PersonDrawer({ person, onClose }: { person: PersonRow | null; onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { units } = usePlaces();
  const words = useQuery({ queryKey: ['people-words'], queryFn: () => call(listPeopleWords, {}), staleTime: 300_000 });
  const form = useForm({
    initialValues: { ...(person ?? blank), effective: '' },
    validate: {
      personId: (value) => (value.trim() ? null : 'Give the id under which your files name this person.'),
      familyName: (value) => (value.trim() ? null : 'Write the family name, or the only one.'),
      jobRole: (value) => (value.trim() ? null : 'Write what they do: physician, nurse, pharmacist …'),
    },
  });
  const saving = useMutation({
    mutationFn: async ({ effective, ...values }: typeof form.values) => {
      const dated = { ...values, hireDate: values.hireDate || null, endDate: values.endDate || null };
      if (!person) return call(createPerson, { body: dated });
      const body = { ...dated, version: person.version, ...(effective ? { effective } : {}) };
      return call(changePerson, { params: { personId: person.personId }, body });
    },
    onSuccess: async ({ personId }) => {
      onClose();
      if (!person) await navigate({ to: '/people/$personId', params: { personId } });
      await client.invalidateQueries({ queryKey: ['person', personId] });
      await client.invalidateQueries({ queryKey: ['people'] });
    },
  });
  const known = (list: readonly { word: string }[] | undefined): string[] => list?.map(({ word }) => word) ?? [];
  const text = (field: 'givenName' | 'familyName' | 'email' | 'phone' | 'pager' | 'ehrUserId' | 'npi') => form.getInputProps(field);
  return (
    <FormDrawer
      title={person ? 'Change a person' : 'Add a person'}
      submit={person ? 'Save' : 'Add'}
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      {!person && (
        <TextInput
          label="Id"
          description="As your files or your HR system name them"
          required
          data-autofocus
          {...form.getInputProps('personId')}
        />
      )}
      <Group grow align="flex-start">
        <TextInput label="Given name" {...text('givenName')} />
        <TextInput label="Family name" required {...text('familyName')} />
      </Group>
      <Autocomplete label="Job role" required data={known(words.data?.jobRoles)} {...form.getInputProps('jobRole')} />
      <Group grow align="flex-start">
        <Autocomplete label="Specialty" data={known(words.data?.specialties)} {...form.getInputProps('specialty')} />
        <Autocomplete label="Practice group" data={known(words.data?.practiceGroups)} {...form.getInputProps('practiceGroup')} />
      </Group>
      <Group grow align="flex-start">
        <Select
          label="Home unit"
          clearable
          searchable
          data={units.map(({ unitId, name }) => ({ value: unitId, label: name }))}
          {...form.getInputProps('homeUnit')}
        />
        <Select
          label="Employment"
          allowDeselect={false}
          data={employments.map((value) => ({ value, label: employmentText[value] }))}
          {...form.getInputProps('employment')}
        />
      </Group>
      {person && (
        <TextInput
          type="date"
          label="In effect from"
          description="For a change of role, specialty, group or unit. Empty: today."
          {...form.getInputProps('effective')}
        />
      )}
      <Group grow align="flex-start">
        <TextInput label="Pager" {...text('pager')} />
        <TextInput label="Phone" type="tel" {...text('phone')} />
      </Group>
      <TextInput label="Mail address" type="email" {...text('email')} />
      <TagsInput label="Languages" description="Enter after each" {...form.getInputProps('languages')} />
      <Group grow align="flex-start">
        <TextInput label="EHR user id" {...text('ehrUserId')} />
        <TextInput label="NPI" inputMode="numeric" {...text('npi')} />
      </Group>
      <Group grow align="flex-start">
        <TextInput type="date" label="Hired" {...form.getInputProps('hireDate')} value={form.values.hireDate ?? ''} />
        <TextInput
          type="date"
          label="Last day"
          description="People are never removed"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('endDate')}
          value={form.values.endDate ?? ''}
        />
      </Group>
    </FormDrawer>
  );
}
