import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { hasCode, textOf } from '../fhir/codes.ts';
import type { Observation } from '../fhir/resources.ts';
import { usePatientList, useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { pocObservation, pocTests, readPart } from './poc-tests.ts';

/** A test done in the room: the control first, then the result, with the lot of its kit. */
export function PointOfCareTest() {
  const { patient, patientId, encounter } = usePatient();
  const { learner, now, nowIso, zone, closed } = useAttempt();
  const earlier = usePatientList<Observation>('Observation', patientId, {
    code: pocTests.map((one) => one.code).join(','),
    _sort: '-date',
  });
  const save = useSave<Observation>();
  const [key, setKey] = useState<string | null>(null);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [lot, setLot] = useState('');
  const [valid, setValid] = useState(false);
  const test = pocTests.find((one) => one.key === key);
  const about = { patient, encounter, at: nowIso(), by: learner, lot: lot.trim() };
  const made = test && valid && lot.trim() !== '' ? pocObservation(test, typed, about) : null;
  const file = (): void => {
    if (!made) return;
    save.mutate(made, {
      onSuccess: () => {
        notifications.show({ message: `${test?.name ?? 'The test'} is charted.` });
        setKey(null);
        setTyped({});
        setValid(false);
      },
    });
  };
  return (
    <Section title="Point-of-care test">
      {!closed && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            file();
          }}
        >
          <div className={css.row} style={{ alignItems: 'start' }}>
            <Select
              label="Test"
              w={270}
              searchable
              data={pocTests.map((one) => ({ value: one.key, label: one.name }))}
              value={key}
              onChange={(next) => {
                setKey(next);
                setTyped({});
                setValid(false);
              }}
            />
            {test && (
              <TextInput label="Lot of the kit" required w={140} value={lot} onChange={(event) => setLot(event.currentTarget.value)} />
            )}
            {test?.parts.map((part) => {
              const label = test.parts.length === 1 ? 'Result' : part.name;
              const read = readPart(part, typed[part.code] ?? '');
              const set = (value: string): void => setTyped({ ...typed, [part.code]: value });
              return part.shows ? (
                <Select
                  key={part.code}
                  label={label}
                  required
                  w={160}
                  data={[...part.shows]}
                  value={typed[part.code] ?? null}
                  onChange={(value) => set(value ?? '')}
                />
              ) : (
                <TextInput
                  key={part.code}
                  label={`${label}, ${part.unit}`}
                  required
                  w={160}
                  inputMode="decimal"
                  value={typed[part.code] ?? ''}
                  error={read && 'problem' in read ? read.problem : null}
                  onChange={(event) => set(event.currentTarget.value)}
                />
              );
            })}
          </div>
          {test && (
            <Checkbox
              mt="sm"
              label="The control of the test is valid; if not, take a new kit"
              checked={valid}
              onChange={(event) => setValid(event.currentTarget.checked)}
            />
          )}
          <ProblemAlert error={save.error ?? earlier.error} title="The test was not charted" />
          {test && (
            <Button mt="sm" type="submit" disabled={!made} loading={save.isPending}>
              Chart the result
            </Button>
          )}
        </form>
      )}
      {earlier.list.length > 0 && (
        <ul className={css.list} style={{ marginTop: 10 }}>
          {earlier.list.slice(0, 6).map((one) => (
            <li key={one.id} style={{ paddingInline: 0 }}>
              <span className={css.main}>
                {textOf(one.code)}: <Result observation={one} /> <span className={css.quiet}>{one.performer?.[0]?.display}</span>
              </span>
              <span className={css.when}>{nearText(one.effectiveDateTime, now(), zone)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

interface Shown {
  valueCodeableConcept?: { text?: string };
  valueQuantity?: { value?: number; unit?: string };
}

function Result({ observation }: { observation: Observation }) {
  const words = (one: Shown): string =>
    one.valueCodeableConcept?.text ?? `${one.valueQuantity?.value ?? ''} ${one.valueQuantity?.unit ?? ''}`.trim();
  const parts = observation.component as (Shown & { code: Parameters<typeof textOf>[0] })[] | undefined;
  const positive = observation.interpretation?.some((one) => hasCode(one, 'POS')) ?? false;
  if (parts?.length) return <>{parts.map((one) => `${textOf(one.code)} ${words(one).toLowerCase()}`).join(', ')}</>;
  return (
    <span className={css.flag} data-flag={positive ? 'A' : ''}>
      {words(observation as Shown)}
    </span>
  );
}
