import { Alert, Button, Checkbox, Group, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { nearText } from '../chart/chart-time.ts';
import { textOf } from '../fhir/codes.ts';
import type { Medication, MedicationAdministration, MedicationRequest } from '../fhir/resources.ts';
import { timingText } from '../fhir/frequency.ts';
import { useSave, useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { givenAdministration } from './administration.ts';
import { BackEntryTime } from './BackEntryTime.tsx';
import type { DoseSlot } from './due-times.ts';
import { fiveRights, isHighAlert, isWristbandOf, productWith, scanVerdictOf } from './five-rights.ts';
import css from './mar.module.css';
import { Rights } from './Rights.tsx';
import { ScanField } from './ScanField.tsx';
import { useHolds } from './use-holds.ts';
import { useColleagues } from './use-colleagues.ts';

interface Props {
  order: MedicationRequest;
  slot: DoseSlot;
  isBackEntry: boolean;
  onDone: () => void;
}

const injected = /subcutaneous|intramuscular|injection/;
const sites = ['abdomen, left', 'abdomen, right', 'arm, left', 'arm, right', 'thigh, left', 'thigh, right'];

/** Wristband, drug, five rights, hold parameters, witness: then it is given. */
export function GiveForm({ order, slot, isBackEntry, onDone }: Props) {
  const { patient, patientId, encounter } = usePatient();
  const { now, zone, learner, note } = useAttempt();
  const medications = useSearch<Medication>('Medication', { _count: 500 });
  const colleagues = useColleagues();
  const save = useSave<MedicationAdministration>();
  const [wristband, setWristband] = useState('');
  const [product, setProduct] = useState<{ code: string; found: Medication | null } | null>(null);
  const [witness, setWitness] = useState<string | null>(null);
  const [site, setSite] = useState('');
  const [words, setWords] = useState('');
  const [dose, setDose] = useState<number | null>(null);
  const [accepted, setAccepted] = useState(false);
  const [at, setAt] = useState<number | null>(null);
  const time = isBackEntry && at !== null ? at : now();
  const verdicts = fiveRights({
    patient,
    order,
    dueAt: slot.dueAt,
    now: time,
    zone,
    wristband,
    product: product?.found ?? null,
    productScanned: product !== null,
  });
  const holds = useHolds(order);
  const dosage = order.dosageInstruction?.[0];
  const ordered = dosage?.doseAndRate?.[0]?.doseQuantity;
  const continuous = /continu/i.test(timingText(dosage?.timing));
  const wrong = verdicts.filter((one) => one.state === 'wrong');
  const waiting = !isBackEntry && verdicts.some((one) => one.state === 'waiting');
  const asks =
    verdicts.some((one) => one.state === 'ask') ||
    wrong.some((one) => one.right === 'time') ||
    holds.some((one) => one.met !== false) ||
    isBackEntry;
  const stop = wrong.some((one) => one.right !== 'time');
  const needsWitness = isHighAlert(order);
  const ready =
    !stop &&
    !waiting &&
    (!asks || accepted) &&
    (!needsWitness || witness !== null) &&
    (!asks || words.trim() !== '' || isBackEntry) &&
    (!isBackEntry || at !== null);

  const scan = (code: string): void => {
    const found = productWith(medications.list, code) ?? null;
    const target = `MedicationRequest/${order.id}`;
    const asWristband = isWristbandOf(patient, code) || (found === null && /^(WB-|SYN-)/i.test(code));
    if (asWristband || (wristband === '' && found === null)) {
      setWristband(code);
      const right = isWristbandOf(patient, code);
      note({
        kind: 'barcode-scanned',
        what: 'wristband',
        patient: `Patient/${patientId}`,
        code,
        verdict: right ? 'right' : 'wrong-patient',
        target: `Patient/${patientId}`,
      });
      return;
    }
    setProduct({ code, found });
    const seen = fiveRights({ patient, order, dueAt: slot.dueAt, now: now(), zone, wristband, product: found, productScanned: true });
    note({
      kind: 'barcode-scanned',
      what: 'medication',
      patient: `Patient/${patientId}`,
      code,
      verdict: found ? scanVerdictOf(seen) : 'unknown',
      target,
    });
  };
  const give = (): void => {
    const second = colleagues.find((one) => one.value === witness);
    if (second) note({ kind: 'witnessed', who: second.value, patient: `Patient/${patientId}`, target: `MedicationRequest/${order.id}` });
    const giving = {
      order,
      patient,
      encounter,
      product: product?.found ?? null,
      dueAt: slot.dueAt,
      at: time,
      zone,
      nurse: learner,
      witness: second ? { reference: second.value, display: second.label } : null,
      site,
      note: words,
      dose,
      isBackEntry,
    };
    save.mutate(givenAdministration(giving, continuous ? 'in-progress' : 'completed'), { onSuccess: onDone });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) give();
      }}
    >
      <Stack gap="sm">
        {isBackEntry ? (
          <BackEntryTime value={at} onChange={setAt} />
        ) : (
          <ScanField
            label={wristband === '' ? 'Scan the wristband' : product === null ? 'Scan the drug' : 'Scan again'}
            placeholder={wristband === '' ? 'WB-…' : 'Bar code on the package'}
            onScan={scan}
          />
        )}
        <Rights verdicts={verdicts} />
        {holds.map((hold) => (
          <div key={hold.text} className={css.hold} data-met={hold.met === null ? 'unknown' : hold.met}>
            {hold.text}. {hold.newest}
            {hold.at && `, ${nearText(hold.at, now(), zone)}`}
            {hold.met && '. Do not give it: choose “Not given”.'}
          </div>
        ))}
        {stop && (
          <Alert color="red" variant="light" role="alert" title="Stop">
            {wrong.map((one) => one.text).join(' ')}
          </Alert>
        )}
        <Group grow align="end">
          {ordered && (
            <NumberInput
              label={`Given (${ordered.unit ?? ordered.code ?? ''})`}
              hideControls
              min={0}
              value={dose ?? ordered.value ?? ''}
              onChange={(value) => setDose(typeof value === 'number' && value !== ordered.value ? value : null)}
            />
          )}
          {injected.test(textOf(dosage?.route)) && (
            <Select label="Site" data={sites} value={site || null} onChange={(value) => setSite(value ?? '')} />
          )}
        </Group>
        {needsWitness && (
          <Select
            label="Second person who checked"
            required
            searchable
            placeholder="Two people check this drug"
            data={colleagues}
            value={witness}
            onChange={setWitness}
          />
        )}
        {asks && !stop && !isBackEntry && (
          <>
            <TextInput label="Why it is given so" required value={words} onChange={(event) => setWords(event.currentTarget.value)} />
            <Checkbox
              label="I compared it and it is right for this patient now"
              checked={accepted}
              onChange={(event) => setAccepted(event.currentTarget.checked)}
            />
          </>
        )}
        {isBackEntry && (
          <Checkbox
            label="Copied from the paper record, which is kept"
            checked={accepted}
            onChange={(event) => setAccepted(event.currentTarget.checked)}
          />
        )}
        {(!asks || isBackEntry) && (
          <Textarea label="Note" autosize minRows={1} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
        )}
        <ProblemAlert error={save.error} title="Nothing was recorded" />
        <Button type="submit" disabled={!ready} loading={save.isPending}>
          {continuous ? 'Start it' : isBackEntry ? 'Record as given' : 'Give'}
        </Button>
      </Stack>
    </form>
  );
}
