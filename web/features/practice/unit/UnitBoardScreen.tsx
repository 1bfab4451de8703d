import { Button, Menu, Select, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { idOf, textOf } from '../fhir/codes.ts';
import { birthText, nameText } from '../fhir/patient-words.ts';
import { useSave, useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { oneTabStop } from '../shell/one-tab-stop.ts';
import { usePlace } from '../shell/place.ts';
import { arrowWalk } from '../shell/use-arrow-walk.ts';
import { useCensus, type Stay } from '../shell/use-census.ts';
import { WorkItems } from '../work/WorkItems.tsx';
import { bedStates, isAttending, presentBedOf, withState, type Place } from './beds.ts';
import board from './board.module.css';
import { StayDialog, type StayAct } from './StayDialog.tsx';
import { useIsolation } from './use-isolation.ts';

/** The beds of a unit, who is in them, and what is done with a bed. */
export function UnitBoardScreen() {
  const { closed } = useAttempt();
  const { go } = usePlace();
  const places = useSearch<Place>('Location', { _count: 500 });
  const census = useCensus();
  const isolation = useIsolation();
  const [chosen, setUnit] = useState<string | null>(null);
  const [act, setAct] = useState<StayAct | null>(null);
  const isBed = (one: Place): boolean => one.physicalType?.coding?.some((coding) => coding.code === 'bd') ?? false;
  const wards = places.list.filter((one) => places.list.some((bed) => isBed(bed) && idOf(bed.partOf) === one.id));
  const unit = chosen ?? wards.find((one) => one.id === 'ward-5n')?.id ?? wards[0]?.id ?? '';
  const beds = places.list
    .filter((one) => isBed(one) && idOf(one.partOf) === unit)
    .toSorted((a, b) => (a.id ?? '').localeCompare(b.id ?? ''));
  const free = beds.filter((bed) => bed.operationalStatus?.code === 'U').length;
  return (
    <>
      <h1 className="screen-reader">Unit board</h1>
      <Toolbar end={plural(free, 'free bed')}>
        <Select
          aria-label="Unit"
          w={260}
          data={wards.map((one) => ({ value: one.id ?? '', label: one.name ?? one.id ?? '' }))}
          value={unit || null}
          allowDeselect={false}
          onChange={setUnit}
        />
      </Toolbar>
      <ProblemAlert error={places.error ?? census.error} title="The board could not be read" />
      <Section title="Waiting for you" flush>
        <WorkItems onGo={(task) => go({ patient: idOf(task.for), screen: 'transport' })} none="Nothing waits for you." />
      </Section>
      {(places.isPending || census.isPending) && <Skeleton height={260} aria-busy="true" />}
      {beds.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrow keys move between the buttons inside
        <div className={css.wide} ref={oneTabStop} onKeyDown={arrowWalk}>
          <table className={`${css.table} ${board.board}`}>
            <caption className="screen-reader">Beds of the unit; arrow keys move</caption>
            <thead>
              <tr>
                <th scope="col">Bed</th>
                <th scope="col">Patient</th>
                <th scope="col">Here for</th>
                <th scope="col">Isolation</th>
                <th scope="col">Attending</th>
                <th scope="col">State of the bed</th>
                <th scope="col">
                  <span className="screen-reader">What to do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {beds.map((bed) => (
                <BedRow
                  key={bed.id}
                  bed={bed}
                  stay={census.stays.find((one) => presentBedOf(one.encounter) === bed.id) ?? null}
                  isolation={isolation}
                  onAct={closed ? null : setAct}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {act && <StayDialog act={act} places={places.list} onClose={() => setAct(null)} />}
    </>
  );
}

interface RowProps {
  bed: Place;
  stay: Stay | null;
  isolation: ReadonlyMap<string, string>;
  onAct: ((act: StayAct) => void) | null;
}

function BedRow({ bed, stay, isolation, onAct }: RowProps) {
  const { go } = usePlace();
  const name = bed.name ?? '';
  const who = stay ? nameText(stay.patient.name) : '';
  const kept = isolation.get(stay?.patient.id ?? '') ?? '';
  return (
    <tr>
      <th scope="row">
        {name}
        {bed.description && <div className={css.quiet}>{bed.description}</div>}
      </th>
      <td>
        {stay && (
          <>
            <button
              type="button"
              data-walk
              className={css.link}
              onClick={() => go({ patient: stay.patient.id ?? '', screen: 'transport' })}
            >
              {who}
            </button>
            <div className={css.quiet}>{birthText(stay.patient.birthDate)}</div>
          </>
        )}
      </td>
      <td>{stay ? textOf(stay.encounter.reasonCode?.[0]) : ''}</td>
      <td>
        {kept && (
          <span className={css.flag} data-flag="HH" style={{ margin: 0 }}>
            {kept}
          </span>
        )}
      </td>
      <td>{stay ? (stay.encounter.participant?.find(isAttending)?.individual?.display ?? '–') : ''}</td>
      <td>
        <BedState bed={bed} disabled={onAct === null} />
      </td>
      <td>
        {onAct && (
          <span className={css.answers}>
            {stay &&
              (['move', 'attending', 'discharge'] as const).map((kind) => (
                <Button key={kind} data-walk size="compact-xs" variant="default" onClick={() => onAct({ kind, stay, bed })}>
                  {{ move: 'Move', attending: 'Attending', discharge: 'Discharge' }[kind]}
                  <span className="screen-reader"> {who}</span>
                </Button>
              ))}
            {!stay && bed.operationalStatus?.code === 'U' && (
              <Button data-walk size="compact-xs" variant="light" onClick={() => onAct({ kind: 'admit', stay: null, bed })}>
                Assign<span className="screen-reader"> {name}</span>
              </Button>
            )}
          </span>
        )}
      </td>
    </tr>
  );
}

/** A button that opens the states: as a field it would be a stop of Tab for every bed. */
function BedState({ bed, disabled }: { bed: Place; disabled: boolean }) {
  const save = useSave<Place>();
  const state = bedStates.find(({ value }) => value === bed.operationalStatus?.code)?.label ?? 'Unknown';
  return (
    <>
      <Menu position="bottom-start" width={170}>
        <Menu.Target>
          <Button
            data-walk
            size="compact-xs"
            variant="subtle"
            color="gray"
            disabled={disabled}
            loading={save.isPending}
            aria-label={`State of ${bed.name ?? ''}: ${state}`}
          >
            {state}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {bedStates
            .filter(({ value }) => value !== bed.operationalStatus?.code)
            .map(({ value, label }) => (
              <Menu.Item key={value} onClick={() => save.mutate(withState(bed, value))}>
                {label}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      <ProblemAlert error={save.error} />
    </>
  );
}
