import { SegmentedControl, Skeleton, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { plural } from '#web/ui/time-text.ts';
import { textOf } from '../fhir/codes.ts';
import { ageText, birthText, mrnOf, nameText, sexText } from '../fhir/patient-words.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { useCensus, type Stay } from '../shell/use-census.ts';
import { dayText } from './chart-time.ts';

/** Everybody who is in the house: by unit, by name, by record number. Enter opens the chart. */
export function PatientListScreen() {
  const { learner, now, zone } = useAttempt();
  const place = usePlace();
  const census = useCensus();
  const [typed, setTyped] = useState('');
  const [unit, setUnit] = useState('');
  const units = useMemo(() => [...new Set(census.stays.map((stay) => stay.unit))].filter(Boolean).toSorted(), [census.stays]);
  const mine = census.stays.filter((stay) => isMine(stay, learner.reference));
  const chosen = unit === '' ? (mine.length > 0 ? 'mine' : 'all') : unit;
  const rows = census.stays.filter(
    (stay) => (chosen === 'all' || (chosen === 'mine' ? isMine(stay, learner.reference) : stay.unit === chosen)) && matches(stay, typed),
  );
  const columns: Column<Stay>[] = [
    { key: 'bed', header: 'Bed', width: '70px', cell: (stay) => stay.bed || '–', sortBy: (stay) => stay.bed },
    {
      key: 'name',
      header: 'Name',
      width: 'minmax(120px, 2fr)',
      cell: (stay) => <strong className="truncate">{nameText(stay.patient.name)}</strong>,
      sortBy: (stay) => nameText(stay.patient.name),
    },
    {
      key: 'birth',
      header: 'Born',
      width: '138px',
      cell: (stay) => `${birthText(stay.patient.birthDate)} (${ageText(stay.patient.birthDate, now())})`,
      sortBy: (stay) => stay.patient.birthDate ?? '',
    },
    { key: 'sex', header: 'Sex', width: '52px', cell: (stay) => sexText(stay.patient.gender), hiddenBelow: 640 },
    { key: 'mrn', header: 'MRN', width: '104px', cell: (stay) => mrnOf(stay.patient), hiddenBelow: 640 },
    {
      key: 'reason',
      header: 'Here for',
      width: 'minmax(160px, 2fr)',
      cell: (stay) => <span className="truncate">{textOf(stay.encounter.reasonCode?.[0]) || '–'}</span>,
      hiddenBelow: 640,
    },
    {
      key: 'attending',
      header: 'Attending',
      width: 'minmax(120px, 1fr)',
      cell: (stay) => <span className="truncate">{attendingOf(stay)}</span>,
      hiddenBelow: 960,
      sortBy: attendingOf,
    },
    {
      key: 'since',
      header: 'Since',
      width: '92px',
      cell: (stay) => dayText(stay.encounter.period?.start, zone),
      hiddenBelow: 960,
      sortBy: (stay) => stay.encounter.period?.start ?? '',
    },
  ];
  const choices = [
    ...(mine.length > 0 ? [{ value: 'mine', label: `My patients ${mine.length}` }] : []),
    { value: 'all', label: `All ${census.stays.length}` },
    ...units.map((one) => ({ value: one, label: one })),
  ];
  return (
    <>
      <h1 className="screen-reader">Patients</h1>
      <Toolbar end={plural(rows.length, 'patient')}>
        <TextInput
          data-start
          aria-label="Find a patient"
          placeholder="Name, record number or bed"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          w={240}
        />
        <div style={{ overflowX: 'auto', maxWidth: '100%' }}>
          <SegmentedControl size="xs" aria-label="Which patients" value={chosen} onChange={setUnit} data={choices} />
        </div>
      </Toolbar>
      <ProblemAlert error={census.error} title="The list could not be read" />
      {census.isPending ? (
        <Skeleton height={260} aria-busy="true" />
      ) : (
        <DataTable
          label="Patients"
          columns={columns}
          rows={rows}
          rowKey={(stay) => stay.encounter.id ?? ''}
          onOpen={(stay) => place.go({ patient: stay.patient.id ?? '', screen: 'chart' })}
          empty={
            <EmptyState title="Nobody of that name is here">
              Search another spelling, the record number, or look among all units.
            </EmptyState>
          }
        />
      )}
    </>
  );
}

const isMine = (stay: Stay, learner: string | undefined): boolean =>
  learner !== undefined && (stay.encounter.participant?.some((one) => one.individual?.reference === learner) ?? false);

const attendingOf = (stay: Stay): string => {
  const people = stay.encounter.participant ?? [];
  const attending = people.find((one) => one.type?.some((type) => type.coding?.some((coding) => coding.code === 'ATND'))) ?? people[0];
  return attending?.individual?.display ?? '–';
};

function matches(stay: Stay, typed: string): boolean {
  const words = typed
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const text = `${nameText(stay.patient.name)} ${mrnOf(stay.patient)} ${stay.bed}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
