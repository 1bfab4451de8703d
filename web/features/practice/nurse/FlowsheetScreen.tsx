import { Button, Skeleton, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo, useState } from 'react';
import { hourMs, minuteMs, toLocal, toOffsetIso } from '#kernel/time.ts';
import { ActionBar } from '#web/ui/ActionBar.tsx';
import { emptiedFields } from '#web/ui/emptied.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { useOnce } from '#web/ui/use-once.ts';
import { dateText, plural, timeText } from '#web/ui/time-text.ts';
import { useIsCatchingUp } from '../downtime/downtime.ts';
import { bareValue, measuredAt } from '../fhir/observation-words.ts';
import type { Reference } from '../fhir/elements.ts';
import { ourExtensions } from '../fhir/ours.ts';
import type { Observation } from '../fhir/resources.ts';
import { putEntry, usePatientList, useTransaction } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { oneTabStop } from '../shell/one-tab-stop.ts';
import { arrowWalk } from '../shell/use-arrow-walk.ts';
import { BackEntryTime } from './BackEntryTime.tsx';
import { MeasuredBy } from './MeasuredBy.tsx';
import css from './flowsheet.module.css';
import { cellFlag, isOfRow, readCell, shortNames, totalOf, vitalObservation, vitalRows, type FlowRow } from './flowsheet-rows.ts';

const columnsMax = 9;
const codes = vitalRows.flatMap((row) => row.code.coding?.[0]?.code ?? []).join(',');
const flagWords = { L: 'low', H: 'high', '': '' } as const;

/** Vital signs and fluids by time; a column of one's own is typed from top to bottom, Enter goes down, and all of it is filed at once. */
export function FlowsheetScreen() {
  const { patientId, patient, encounter } = usePatient();
  const { attemptId, now, zone, learner, closed } = useAttempt();
  const query = usePatientList<Observation>('Observation', patientId, { code: codes, _sort: '-date' });
  const save = useTransaction();
  const once = useOnce();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const isCatchingUp = useIsCatchingUp(attemptId);
  const [backEntry, setBackEntry] = useState(isCatchingUp);
  const [backAt, setBackAt] = useState<number | null>(null);
  const [measuredBy, setMeasuredBy] = useState<Reference | null>(null);
  const list = useMemo(() => query.list.filter((one) => one.status !== 'entered-in-error'), [query.list]);
  const times = useMemo(() => [...new Set(list.map(columnOf))].toSorted().slice(-columnsMax), [list]);
  const read = vitalRows.map((row) => ({ row, result: readCell(row, typed[row.key] ?? '') }));
  const filled = read.filter((one) => one.result !== null);
  const wrong = read.some((one) => one.result !== null && 'problem' in one.result);
  const at = backEntry ? backAt : now();
  const file = (): void => {
    if (at === null || wrong || filled.length === 0) return;
    const about = {
      patient,
      encounter,
      at: toOffsetIso(Math.floor(at / minuteMs) * minuteMs, zone),
      by: (backEntry && measuredBy) || learner,
      isBackEntry: backEntry,
    };
    const observations = filled.flatMap(({ row }) => vitalObservation(row, typed[row.key] ?? '', about) ?? []);
    once(() =>
      save.mutateAsync(observations.map(putEntry), {
        onSuccess: () => {
          setTyped(emptiedFields(typed));
          notifications.show({ message: `${plural(observations.length, 'value')} filed.` });
        },
      }),
    );
  };
  return (
    <>
      <h1 className="screen-reader">Vital signs and fluids</h1>
      <div className={css.toolbar}>
        <Switch
          size="xs"
          label="Back-entry from paper"
          checked={backEntry}
          disabled={closed}
          onChange={(event) => setBackEntry(event.currentTarget.checked)}
        />
        {backEntry && <BackEntryTime value={backAt} onChange={setBackAt} />}
        {backEntry && <MeasuredBy value={measuredBy} onChange={setMeasuredBy} />}
        <Balance list={list} now={now()} />
      </div>
      <ProblemAlert error={query.error} title="The flowsheet could not be read" />
      {query.isPending ? (
        <Skeleton height={300} aria-busy="true" />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrow keys move between the fields inside
        <div className={css.wide} ref={oneTabStop} onKeyDown={arrowWalk}>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table may be an ARIA grid */}
          <table className={css.grid} role="grid">
            <caption className="screen-reader">Measurements by time, the newest right; the last column is typed</caption>
            <thead>
              <tr>
                <th scope="col">Measurement</th>
                {times.map((time) => (
                  <th key={time} scope="col">
                    <span>{dateText(new Date(time), zone)}</span>
                    {timeText(new Date(time), zone)}
                  </th>
                ))}
                <th scope="col" className={css.entry}>
                  <span>{backEntry ? 'from paper' : 'now'}</span>
                  {at === null ? '–' : toLocal(at, zone).time}
                </th>
              </tr>
            </thead>
            <tbody>
              {vitalRows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">
                    {shortNames[row.key]} <span className={css.unit}>{row.key === 'pain' ? '' : row.unit}</span>
                  </th>
                  {times.map((time) => (
                    <Cell key={time} row={row} observations={list.filter((one) => columnOf(one) === time && isOfRow(row, one))} />
                  ))}
                  <EntryCell
                    row={row}
                    typed={typed[row.key] ?? ''}
                    disabled={closed}
                    onType={(text) => setTyped((before) => ({ ...before, [row.key]: text }))}
                    onFile={file}
                  />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ProblemAlert error={save.error} title="Nothing was filed" />
      {filled.length > 0 && (
        <ActionBar
          actions={
            <>
              <Button variant="default" onClick={() => setTyped({})}>
                Clear
              </Button>
              <Button disabled={wrong || at === null} loading={save.isPending} onClick={file}>
                File {plural(filled.length, 'value')}
              </Button>
            </>
          }
        >
          {wrong ? 'Look at the marked values.' : `Not filed yet, for ${at === null ? 'a time to be chosen' : timeText(at, zone)}.`}
        </ActionBar>
      )}
    </>
  );
}

function Balance({ list, now }: { list: readonly Observation[]; now: number }) {
  const fluids = (key: string): Observation[] =>
    list.filter((one) => vitalRows.some((row) => row.key === key && isOfRow(row, one)) && now - Date.parse(measuredAt(one)) < 24 * hourMs);
  const [taken, given] = [totalOf(fluids('intake')), totalOf(fluids('output'))];
  return (
    <span className={css.balance}>
      24 hours: in {taken} mL, out {given} mL, balance {taken - given > 0 ? '+' : ''}
      {taken - given} mL
    </span>
  );
}

/** Values of one quarter of an hour stand in one column. */
const columnOf = (one: Observation): string =>
  new Date(Math.floor(Date.parse(measuredAt(one)) / (15 * minuteMs)) * 15 * minuteMs).toISOString();

function Cell({ row, observations }: { row: FlowRow; observations: readonly Observation[] }) {
  const { patientId } = usePatient();
  const { note, zone } = useAttempt();
  const [opened, setOpened] = useState(false);
  const newest = observations.toSorted((a, b) => measuredAt(b).localeCompare(measuredAt(a)))[0];
  if (!newest) return <td>{'\u00a0'}</td>;
  const flag = cellFlag(row, newest);
  const paper = newest.extension?.some((one) => one.url === ourExtensions.backEntered);
  return (
    <td data-flag={flag || undefined}>
      <button
        type="button"
        data-walk
        className={css.value}
        aria-expanded={opened}
        onClick={() => {
          if (!opened) note({ kind: 'viewed', patient: `Patient/${patientId}`, target: `Observation/${newest.id}` });
          setOpened(!opened);
        }}
      >
        {bareValue(newest)}
        {flag && (
          <>
            <span aria-hidden="true"> {flag}</span>
            <span className="screen-reader"> {flagWords[flag]}</span>
          </>
        )}
        {paper && <span className={css.unit}> paper</span>}
      </button>
      {opened && (
        <div className={css.unit}>
          {timeText(new Date(measuredAt(newest)), zone)} {newest.performer?.[0]?.display}
          {paper ? ', entered later from paper' : ''}
        </div>
      )}
    </td>
  );
}

interface EntryProps {
  row: FlowRow;
  typed: string;
  disabled: boolean;
  onType: (text: string) => void;
  onFile: () => void;
}

function EntryCell({ row, typed, disabled, onType, onFile }: EntryProps) {
  const result = readCell(row, typed);
  const problem = result && 'problem' in result ? result.problem : null;
  return (
    <td className={css.entry}>
      <input
        data-walk
        data-start
        className={css.field}
        inputMode="decimal"
        aria-label={`${shortNames[row.key]}, ${row.unit}`}
        aria-invalid={problem !== null || undefined}
        placeholder={row.key === 'bp' ? '120/80' : ''}
        value={typed}
        disabled={disabled}
        onChange={(event) => onType(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (event.ctrlKey || event.metaKey) return onFile();
          const fields = [...(event.currentTarget.closest('table')?.querySelectorAll<HTMLInputElement>('input[data-walk]') ?? [])];
          fields[fields.indexOf(event.currentTarget) + 1]?.focus();
        }}
      />
      {problem && (
        <div className={css.problem} role="alert">
          {problem}
        </div>
      )}
    </td>
  );
}
