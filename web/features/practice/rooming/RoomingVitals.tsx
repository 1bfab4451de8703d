import { Button, Checkbox, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { concept, systems } from '../fhir/codes.ts';
import type { Observation } from '../fhir/resources.ts';
import { putEntry, useTransaction } from '../fhir/use-fhir.ts';
import { readCell, shortNames, vitalObservation, vitalRows, type FlowRow } from '../nurse/flowsheet-rows.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';

const wanted = ['bp', 'hr', 'rr', 'temp', 'spo2', 'glucose', 'weight'];
const rows: readonly FlowRow[] = wanted.flatMap((key) => vitalRows.find((row) => row.key === key) ?? []);
const nameOf = (row: FlowRow): string => (row.key === 'weight' ? row.name : (shortNames[row.key] ?? row.name));

/** Vital signs and the finger-stick of a clinic visit, filed at once. A value out of range can be marked as critical. */
export function RoomingVitals() {
  const { patient, encounter } = usePatient();
  const { learner, nowIso, closed } = useAttempt();
  const save = useTransaction();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [critical, setCritical] = useState(false);
  const read = rows.map((row) => ({ row, result: readCell(row, typed[row.key] ?? '') }));
  const wrong = read.some(({ result }) => result !== null && 'problem' in result);
  const filled = read.filter(({ result }) => result !== null);
  const glucose = read.find(({ row }) => row.key === 'glucose');
  const sugar = glucose?.result && 'values' in glucose.result ? (glucose.result.values[0] ?? 0) : null;
  const isOut = sugar !== null && glucose !== undefined && (sugar < (glucose.row.low ?? 0) || sugar > (glucose.row.high ?? Infinity));
  const file = (): void => {
    if (wrong || filled.length === 0) return;
    const about = { patient, encounter, at: nowIso(), by: learner, isBackEntry: false };
    const observations = filled.flatMap(({ row }) => vitalObservation(row, typed[row.key] ?? '', about) ?? []).map((one) => mark(one));
    save.mutate(observations.map(putEntry), {
      onSuccess: () => {
        notifications.show({ message: `${plural(observations.length, 'value')} filed.` });
        setTyped((shown) => Object.fromEntries(Object.entries(shown).filter(([key, text]) => text !== typed[key])));
        setCritical(false);
      },
    });
  };
  const mark = (one: Observation): Observation => {
    const isSugar = one.code.coding?.some((coding) => coding.code === '41653-7');
    if (!isSugar || !isOut || !critical) return one;
    const low = (sugar ?? 0) < 70;
    return {
      ...one,
      interpretation: [concept(systems.interpretation, low ? 'LL' : 'HH', low ? 'Critical low' : 'Critical high')],
    };
  };
  return (
    <Section title="Vital signs and point-of-care tests">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          file();
        }}
      >
        <div className={css.row} style={{ alignItems: 'start' }}>
          {read.map(({ row, result }) => (
            <TextInput
              key={row.key}
              w={148}
              label={`${nameOf(row)}, ${row.unit}`}
              inputMode="decimal"
              placeholder={row.key === 'bp' ? '120/80' : ''}
              value={typed[row.key] ?? ''}
              disabled={closed}
              error={result && 'problem' in result ? result.problem : null}
              onChange={(event) => setTyped({ ...typed, [row.key]: event.currentTarget.value })}
            />
          ))}
        </div>
        {isOut && (
          <Checkbox
            mt="sm"
            label="Mark the glucose as critical (below 40 or above 450)"
            checked={critical}
            onChange={(event) => setCritical(event.currentTarget.checked)}
          />
        )}
        <ProblemAlert error={save.error} title="Nothing was filed" />
        <Button mt="sm" type="submit" disabled={closed || wrong || filled.length === 0} loading={save.isPending}>
          File {filled.length > 0 ? plural(filled.length, 'value') : 'the values'}
        </Button>
      </form>
    </Section>
  );
}
