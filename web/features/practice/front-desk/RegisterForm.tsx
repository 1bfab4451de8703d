import { Button, Checkbox, Group, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { birthText, looksAlike, nameText } from '../fhir/patient-words.ts';
import type { Patient } from '../fhir/resources.ts';
import { useSave } from '../fhir/use-fhir.ts';
import { focusOnMount } from '#web/ui/focus-on-mount.ts';
import type { Asked, FoundPerson } from './use-person-search.ts';

interface Props {
  asked: Asked;
  found: readonly FoundPerson[];
  onDone: (id: string) => void;
  onClose: () => void;
}

/** A new record, begun with what was searched for. Whoever was found with the same birthday is named once more. */
export function RegisterForm({ asked, found, onDone, onClose }: Props) {
  const save = useSave<Patient>();
  const words = asked.name.split(/[\s,]+/).filter(Boolean);
  const [given, setGiven] = useState(words.length > 1 ? words.slice(0, -1).join(' ') : '');
  const [family, setFamily] = useState(words.at(-1) ?? '');
  const [birthDate, setBirthDate] = useState(asked.birthDate);
  const [gender, setGender] = useState<string | null>(null);
  const [phone, setPhone] = useState('');
  const [address, setAddress] = useState('');
  const [isOther, setIsOther] = useState(false);
  const ready = given.trim() !== '' && family.trim() !== '' && birthDate !== '' && gender !== null && phone.trim() !== '';
  const same = found.filter((one) => one.patient.birthDate === birthDate);
  const typed: Patient = { resourceType: 'Patient', name: [{ family, given: [given] }], birthDate, ...(gender ? { gender } : {}) };
  const alike = same.filter((one) => looksAlike(typed, one.patient));
  const register = (): void => {
    if (!ready || (alike.length > 0 && !isOther)) return;
    save.mutate(
      {
        resourceType: 'Patient',
        active: true,
        name: [{ use: 'official', family: family.trim(), given: given.trim().split(/\s+/) }],
        birthDate,
        gender,
        telecom: [{ system: 'phone', value: phone.trim() }],
        ...(address.trim() ? { address: [{ text: address.trim() }] } : {}),
      },
      { onSuccess: (made) => onDone(made.id ?? '') },
    );
  };
  const text = (label: string, value: string, set: (value: string) => void, more: { type?: string; required?: boolean } = {}) => (
    <TextInput label={label} required value={value} onChange={(event) => set(event.currentTarget.value)} {...more} />
  );
  return (
    <Section title="New patient">
      {same.length > 0 && (
        <p className={css.flag} data-flag="H" role="note" style={{ whiteSpace: 'normal', marginTop: 0 }}>
          Born on the same day: {same.map(({ patient }) => `${nameText(patient.name)}, ${birthText(patient.birthDate)}`).join('; ')}.
        </p>
      )}
      <form
        ref={focusOnMount}
        tabIndex={-1}
        onSubmit={(event) => {
          event.preventDefault();
          register();
        }}
      >
        <Stack gap="sm" maw={460}>
          {text('Given names', given, setGiven)}
          {text('Family name', family, setFamily)}
          {text('Born on', birthDate, setBirthDate, { type: 'date' })}
          <Select
            label="Sex"
            required
            data={[
              { value: 'female', label: 'Female' },
              { value: 'male', label: 'Male' },
              { value: 'other', label: 'Other' },
              { value: 'unknown', label: 'Unknown' },
            ]}
            value={gender}
            onChange={setGender}
          />
          {text('Telephone', phone, setPhone)}
          {text('Address', address, setAddress, { required: false })}
          {alike.length > 0 && (
            <Checkbox
              label={`I asked: it is not ${alike.map(({ patient }) => nameText(patient.name)).join(' and not ')}`}
              checked={isOther}
              onChange={(event) => setIsOther(event.currentTarget.checked)}
            />
          )}
          <ProblemAlert error={save.error} title="Nobody was registered" />
          <Group gap="xs">
            <Button type="submit" disabled={!ready || (alike.length > 0 && !isOther)} loading={save.isPending}>
              Register
            </Button>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
