import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import css from '../chart/chart.module.css';
import { birthText, nameText } from '../fhir/patient-words.ts';
import type { Patient } from '../fhir/resources.ts';
import { useAttempt } from '../shell/attempt-space.ts';

/** Two identifiers from the person's own mouth: the name, and the date of birth typed as it was said. */
export function IdentifyPerson({ patient }: { patient: Patient }) {
  const { note, closed } = useAttempt();
  const [name, setName] = useState(false);
  const [birth, setBirth] = useState('');
  const [done, setDone] = useState(false);
  const differs = birth.length === 10 && patient.birthDate !== undefined && birth !== patient.birthDate;
  const right = name && birth !== '' && birth === patient.birthDate;
  if (done)
    return (
      <p role="status" style={{ margin: 0 }}>
        Name and date of birth agree: {nameText(patient.name)}, born {birthText(patient.birthDate)}.
      </p>
    );
  return (
    <form
      className={css.row}
      onSubmit={(event) => {
        event.preventDefault();
        if (!right) return;
        note({ kind: 'identified', by: 'name+dob', patient: `Patient/${patient.id}` });
        setDone(true);
      }}
    >
      <Checkbox
        label={`Says the name ${nameText(patient.name)}`}
        checked={name}
        disabled={closed}
        onChange={(event) => setName(event.currentTarget.checked)}
      />
      <TextInput
        type="date"
        label="Date of birth, as they say it"
        value={birth}
        disabled={closed}
        error={differs ? 'Another date than the record’s. Is it this person?' : null}
        onChange={(event) => setBirth(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!right}>
        Identified
      </Button>
    </form>
  );
}
