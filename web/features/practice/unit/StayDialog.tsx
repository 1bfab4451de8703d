import { Button, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from '../chart/chart.module.css';
import type { TransactionEntry } from '../fhir/client.ts';
import { idOf, referenceTo } from '../fhir/codes.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Patient } from '../fhir/resources.ts';
import { putEntry, useRead, useTransaction } from '../fhir/use-fhir.ts';
import { useColleagues } from '../nurse/use-colleagues.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { useCensus, type Stay } from '../shell/use-census.ts';
import { PatientPicker } from '../work/PatientPicker.tsx';
import { admitEntries, bedName, dischargeEntries, isAttending, moveEntries, presentBedOf, withAttending, type Place } from './beds.ts';
import { useIsolation } from './use-isolation.ts';

export type StayAct =
  | { readonly kind: 'move' | 'attending' | 'discharge'; readonly stay: Stay; readonly bed: Place }
  | { readonly kind: 'admit'; readonly stay: null; readonly bed: Place };

const titles = { move: 'Move to another bed', attending: 'Change the attending', discharge: 'End the stay', admit: 'Assign this bed' };
const submits = { move: 'Move', attending: 'Change', discharge: 'End the stay', admit: 'Assign' };
const wheres = ['Home', 'Home with home nursing', 'Skilled nursing facility', 'Rehabilitation', 'Another hospital', 'Died'];

/** Admit, transfer, discharge, attending: one question each, and all records of it at once. */
export function StayDialog({ act, places, onClose }: { act: StayAct; places: readonly Place[]; onClose: () => void }) {
  const { nowIso } = useAttempt();
  const census = useCensus();
  const physicians = useColleagues(['physician']);
  const save = useTransaction();
  const present = act.stay?.encounter.participant?.find(isAttending)?.individual?.reference ?? null;
  const [to, setTo] = useState<string | null>(null);
  const [attending, setAttending] = useState<string | null>(present);
  const [where, setWhere] = useState<string | null>(null);
  const [patientId, setPatient] = useState('');
  const patient = useRead<Patient>('Patient', patientId);
  const free = places.filter(
    (one) => one.operationalStatus?.code === 'U' && one.physicalType?.coding?.some((coding) => coding.code === 'bd'),
  );
  const wardOf = (bed: Place): Place | undefined => places.find((one) => one.id === idOf(bed.partOf));
  const physician = physicians.find((one) => one.value === attending);
  const lies = census.stays.find((one) => one.patient.id === patientId);
  const kept = useIsolation().get(act.stay?.patient.id ?? patientId) ?? '';
  const entries = (): TransactionEntry[] => {
    if (act.kind === 'move') {
      const bed = places.find((one) => one.id === to);
      return bed ? moveEntries(act.stay.encounter, bed, wardOf(bed), act.bed, nowIso()) : [];
    }
    if (act.kind === 'discharge') return where ? dischargeEntries(act.stay.encounter, act.bed, where, nowIso()) : [];
    if (!physician && !lies) return [];
    const doctor = { reference: physician?.value ?? '', display: physician?.label ?? '' };
    if (act.kind === 'attending') return physician ? [putEntry(withAttending(act.stay.encounter, doctor))] : [];
    if (!patient.data) return [];
    if (lies) {
      const from = places.find((one) => one.id === presentBedOf(lies.encounter));
      return moveEntries(lies.encounter, act.bed, wardOf(act.bed), from, nowIso());
    }
    return admitEntries(referenceTo(patient.data, nameText(patient.data.name)), act.bed, wardOf(act.bed), doctor, nowIso());
  };
  const ready =
    act.kind === 'move'
      ? to !== null
      : act.kind === 'discharge'
        ? where !== null
        : act.kind === 'admit'
          ? patient.data !== undefined && (lies !== undefined || physician !== undefined)
          : physician !== undefined;
  return (
    <Modal opened onClose={onClose} title={titles[act.kind]} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const list = entries();
          if (list.length > 0) save.mutate(list, { onSuccess: onClose });
        }}
      >
        <p style={{ marginTop: 0 }}>
          {act.stay && <strong>{nameText(act.stay.patient.name)}, </strong>}
          {bedName(act.bed)}
          {kept && (
            <>
              {' '}
              <span className={css.flag} data-flag="HH" style={{ margin: 0 }}>
                Isolation: {kept}
              </span>
            </>
          )}
        </p>
        {act.kind === 'move' && (
          <Select
            label="New bed"
            required
            searchable
            data-autofocus
            data={free.map((one) => ({
              value: one.id ?? '',
              label: [bedName(one), wardOf(one)?.name, one.description].filter(Boolean).join(', '),
            }))}
            value={to}
            onChange={setTo}
          />
        )}
        {act.kind === 'discharge' && <Select label="To where" required data-autofocus data={wheres} value={where} onChange={setWhere} />}
        {act.kind === 'admit' && <PatientPicker label="Patient" value={patientId} onChange={setPatient} />}
        {lies && <p className={css.quiet}>Is in {lies.bed} now: that bed is given up and has to be cleaned.</p>}
        {(act.kind === 'attending' || (act.kind === 'admit' && !lies)) && (
          <Select mt="sm" label="Attending" required searchable data={physicians} value={attending} onChange={setAttending} />
        )}
        <ProblemAlert error={save.error} title="Nothing was changed" />
        <div className={css.row} style={{ marginTop: 16 }}>
          <Button type="submit" disabled={!ready} loading={save.isPending}>
            {submits[act.kind]}
          </Button>
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
        </div>
      </form>
    </Modal>
  );
}
