import { Select } from '@mantine/core';
import { useState } from 'react';
import { birthText, nameText } from '../fhir/patient-words.ts';
import type { Patient } from '../fhir/resources.ts';
import { useRead, useSearch } from '../fhir/use-fhir.ts';

interface Props {
  label: string;
  /** Patient id, or ''. */
  value: string;
  onChange: (patientId: string) => void;
}

/** A patient of this hospital by name; the date of birth stands beside it. */
export function PatientPicker({ label, value, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const chosen = useRead<Patient>('Patient', value);
  const first = typed.split(/[\s,]+/)[0] ?? '';
  const found = useSearch<Patient>('Patient', first.length >= 2 ? { name: first, _count: 40 } : null);
  const people = new Map([...(chosen.data ? [chosen.data] : []), ...found.list].map((one) => [one.id ?? '', one]));
  return (
    <Select
      label={label}
      searchable
      clearable
      placeholder="Type two letters"
      nothingFoundMessage={typed.length < 2 ? 'Type two letters' : 'Nobody of that name'}
      data={[...people].map(([id, one]) => ({ value: id, label: `${nameText(one.name)}, ${birthText(one.birthDate)}` }))}
      value={value || null}
      onChange={(next) => onChange(next ?? '')}
      onSearchChange={setTyped}
    />
  );
}
