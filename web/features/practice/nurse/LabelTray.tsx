import { Button, Collapse } from '@mantine/core';
import { useMemo, useState } from 'react';
import { QrCode } from '#web/ui/QrCode.tsx';
import { textOf } from '../fhir/codes.ts';
import { ourSystems } from '../fhir/ours.ts';
import { birthText, nameText } from '../fhir/patient-words.ts';
import type { Medication, MedicationRequest, Patient } from '../fhir/resources.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { bedOf, useCensus } from '../shell/use-census.ts';
import { useLookAlikes } from '../shell/use-look-alikes.ts';
import { isOrdered } from './five-rights.ts';
import css from './labels.module.css';

interface Label {
  readonly code: string;
  readonly name: string;
  readonly note: string;
}
const neighboursMax = 2;

/** Wristbands within reach: this patient's, the neighbours', and whoever is called nearly the same. */
export function useWristbands(): Label[] {
  const { patient, encounter } = usePatient();
  const { stays } = useCensus();
  const alike = useLookAlikes(patient);
  return useMemo(() => {
    const bed = bedOf(encounter);
    const at = stays.findIndex((stay) => stay.patient.id === patient.id);
    const near = at === -1 ? [] : stays.slice(Math.max(0, at - 1), at + neighboursMax).map((stay) => stay.patient);
    const all = new Map([patient, ...near, ...alike].map((one) => [one.id, one]));
    const bedOfPatient = (id: string | undefined): string =>
      stays.find((stay) => stay.patient.id === id)?.bed ?? (id === patient.id ? bed : '');
    return [...all.values()]
      .map((one) => ({ code: wristbandOf(one), name: nameText(one.name), note: `${birthText(one.birthDate)} ${bedOfPatient(one.id)}` }))
      .filter((one) => one.code !== '')
      .toSorted((a, b) => a.name.localeCompare(b.name));
  }, [patient, encounter, stays, alike]);
}

/** Packages in the drawer: every strength of what is ordered, and what stands beside it in the alphabet. */
export function packagesNear(order: MedicationRequest, medications: readonly Medication[]): Label[] {
  const labelled = medications
    .map((one) => ({ one, code: one.identifier?.find((identifier) => identifier.system === ourSystems.barcode)?.value ?? '' }))
    .filter((entry) => entry.code !== '')
    .toSorted((a, b) => textOf(a.one.code).localeCompare(textOf(b.one.code)));
  const right = labelled.flatMap((entry, index) => (isOrdered(order, entry.one) ? [index] : []));
  const [first = 0, last = -1] = [right[0], right.at(-1)];
  return labelled
    .slice(Math.max(0, first - neighboursMax), last + 1 + neighboursMax)
    .map((entry) => ({ code: entry.code, name: textOf(entry.one.code), note: '' }));
}

export const wristbandOf = (patient: Patient): string =>
  patient.identifier?.find((one) => one.system === ourSystems.wristband)?.value ?? '';

interface Props {
  wristbands: readonly Label[];
  packages?: readonly Label[];
  onScan: (code: string) => void;
}

/** What one would hold before the scanner. Nobody has the invented drugs at hand: here they can be picked up, the wrong ones too. */
export function LabelTray({ wristbands, packages = [], onScan }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <div>
      <Button size="compact-xs" variant="subtle" px={0} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        {opened ? 'Put the labels away' : 'Labels within reach'}
      </Button>
      <Collapse expanded={opened} transitionDuration={0}>
        <Row title="Wristbands" labels={wristbands} onScan={onScan} />
        {packages.length > 0 && <Row title="Packages in the drawer" labels={packages} onScan={onScan} />}
      </Collapse>
    </div>
  );
}

function Row({ title, labels, onScan }: { title: string; labels: readonly Label[]; onScan: (code: string) => void }) {
  return (
    <fieldset className={css.row}>
      <legend>{title}</legend>
      {labels.map((label) => (
        <button key={label.code} type="button" className={css.label} onClick={() => onScan(label.code)}>
          <QrCode text={label.code} label="" size={44} />
          <span>
            <span className="screen-reader">Scan </span>
            <b>{label.name}</b> <small>{label.note}</small> <code>{label.code}</code>
          </span>
        </button>
      ))}
    </fieldset>
  );
}
