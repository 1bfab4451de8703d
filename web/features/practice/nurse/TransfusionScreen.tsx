import { Button, Checkbox, Group, Select, Skeleton, Stack, TextInput } from '@mantine/core';
import { IconCheck, IconCircleDotted } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import chart from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { pathOf, referenceTo, textOf } from '../fhir/codes.ts';
import type { Procedure } from '../fhir/documents.ts';
import { birthText, mrnOf, nameText } from '../fhir/patient-words.ts';
import type { ServiceRequest } from '../fhir/resources.ts';
import { usePatientList, useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { isWristbandOf } from './five-rights.ts';
import css from './mar.module.css';
import { ScanField } from './ScanField.tsx';
import { useColleagues } from './use-colleagues.ts';

const isBlood = (text: string): boolean => /transfus|red (blood )?cell|platelet|plasma/i.test(text);

/** Blood: two identifiers, two people, start, stop. Nothing can be started before the check is whole. */
export function TransfusionScreen() {
  const { patientId } = usePatient();
  const orders = usePatientList<ServiceRequest>('ServiceRequest', patientId);
  const procedures = usePatientList<Procedure>('Procedure', patientId);
  const mine = orders.list.filter((order) => order.status === 'active' && isBlood(textOf(order.code)));
  const running = procedures.list.filter((one) => isBlood(textOf(one.code)));
  return (
    <>
      <h1 className="screen-reader">Transfusion</h1>
      <ProblemAlert error={orders.error ?? procedures.error} />
      {orders.isPending && <Skeleton height={160} aria-busy="true" />}
      {orders.data && mine.length === 0 && running.length === 0 && <EmptyState title="No blood is ordered for this patient" />}
      {running.map((one) => (
        <Running key={one.id} procedure={one} />
      ))}
      {!running.some((one) => one.status === 'in-progress') && mine.map((order) => <BloodCheck key={order.id} order={order} />)}
    </>
  );
}

function Running({ procedure }: { procedure: Procedure }) {
  const { now, nowIso, zone, closed } = useAttempt();
  const save = useSave<Procedure>();
  const [why, setWhy] = useState('');
  const isOn = procedure.status === 'in-progress';
  const end = (status: string, reason: string): void =>
    save.mutate({
      ...procedure,
      status,
      performedPeriod: { ...procedure.performedPeriod, end: nowIso() },
      ...(reason ? { statusReason: { text: reason } } : {}),
    });
  return (
    <Section title={textOf(procedure.code)} note={`${procedure.status}, since ${nearText(procedure.performedPeriod?.start, now(), zone)}`}>
      {isOn && !closed ? (
        <Group align="end" gap="xs">
          <TextInput
            label="What happened"
            placeholder="Fever 38.9, chills"
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
            style={{ flex: '1 1 220px' }}
          />
          <Button color="red.7" loading={save.isPending} disabled={why.trim() === ''} onClick={() => end('stopped', why.trim())}>
            Stop the blood
          </Button>
          <Button variant="default" loading={save.isPending} onClick={() => end('completed', '')}>
            Unit is finished
          </Button>
        </Group>
      ) : (
        <span>{textOf(procedure.statusReason)}</span>
      )}
      <ProblemAlert error={save.error} title="It was not changed" />
    </Section>
  );
}

function BloodCheck({ order }: { order: ServiceRequest }) {
  const { patient, patientId, encounter } = usePatient();
  const { note, learner, nowIso, closed } = useAttempt();
  const colleagues = useColleagues(['nurse', 'physician']);
  const save = useSave<Procedure>();
  const [wristband, setWristband] = useState('');
  const [name, setName] = useState(false);
  const [birth, setBirth] = useState(false);
  const [unit, setUnit] = useState('');
  const [expiry, setExpiry] = useState(false);
  const [second, setSecond] = useState<string | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  const right = isWristbandOf(patient, wristband);
  const identified = right && name && birth;
  const scan = (code: string): void => {
    setWristband(code);
    note({
      kind: 'barcode-scanned',
      what: 'wristband',
      patient: `Patient/${patientId}`,
      target: `Patient/${patientId}`,
      code,
      verdict: isWristbandOf(patient, code) ? 'right' : 'wrong-patient',
    });
  };
  const compare = (which: 'name' | 'birth', checked: boolean): void => {
    if (which === 'name') setName(checked);
    else setBirth(checked);
    if (right && checked && (which === 'name' ? birth : name))
      note({ kind: 'identified', patient: `Patient/${patientId}`, by: 'name+dob' });
  };
  const confirm = (checked: boolean): void => {
    setConfirmed(checked);
    if (checked && second) note({ kind: 'witnessed', who: second, target: `ServiceRequest/${order.id}`, patient: `Patient/${patientId}` });
  };
  const start = (): void =>
    save.mutate({
      resourceType: 'Procedure',
      status: 'in-progress',
      code: {
        text: `Transfusion of ${/platelet/i.test(textOf(order.code)) ? 'platelets' : /plasma/i.test(textOf(order.code)) ? 'plasma' : 'red blood cells'}`,
      },
      subject: referenceTo(patient, nameText(patient.name)),
      ...(encounter ? { encounter: referenceTo(encounter) } : {}),
      performedPeriod: { start: nowIso() },
      performer: [{ actor: learner }, ...(second ? [{ function: { text: 'Witness' }, actor: { reference: second } }] : [])],
      basedOn: [{ reference: pathOf(referenceTo(order)) }],
      ...(unit ? { note: [{ text: `Unit ${unit}` }] } : {}),
    });
  const steps = [
    {
      done: right,
      text: right ? 'Wristband read at the bedside' : wristband ? 'This wristband belongs to somebody else. Stop.' : 'Scan the wristband',
      wrong: wristband !== '' && !right,
    },
    { done: identified, text: 'Name and date of birth said by the patient, compared with wristband and unit', wrong: false },
    { done: unit !== '' && expiry, text: 'Unit number, blood group and expiry compared', wrong: false },
    { done: confirmed, text: 'Second person did the same and agrees', wrong: false },
  ];
  return (
    <Section title={`Check: ${textOf(order.code)}`} note="at the bedside, two people">
      <Stack gap="sm" maw={640}>
        <ul className={css.rights} aria-label="Bedside check" aria-live="polite">
          {steps.map((step) => (
            <li
              key={step.text}
              className={css.right}
              data-state={step.wrong ? 'wrong' : step.done ? 'right' : 'waiting'}
              style={{ gridTemplateColumns: '20px minmax(0, 1fr)' }}
            >
              {step.done ? <IconCheck size={16} aria-hidden="true" /> : <IconCircleDotted size={16} aria-hidden="true" />}
              <span>{step.text}</span>
            </li>
          ))}
        </ul>
        {!closed && (
          <>
            <ScanField label="Wristband" placeholder="WB-…" onScan={scan} />
            <Checkbox
              label={`Name: ${nameText(patient.name)}`}
              checked={name}
              disabled={!right}
              onChange={(event) => compare('name', event.currentTarget.checked)}
            />
            <Checkbox
              label={`Date of birth: ${birthText(patient.birthDate)} (MRN ${mrnOf(patient)})`}
              checked={birth}
              disabled={!right}
              onChange={(event) => compare('birth', event.currentTarget.checked)}
            />
            <TextInput
              label="Unit number, as on the bag"
              value={unit}
              disabled={!identified}
              onChange={(event) => setUnit(event.currentTarget.value)}
              onBlur={() =>
                unit &&
                note({
                  kind: 'barcode-scanned',
                  what: 'blood',
                  patient: `Patient/${patientId}`,
                  target: `ServiceRequest/${order.id}`,
                  code: unit,
                  verdict: 'right',
                })
              }
            />
            <Checkbox
              label="Blood group and expiry agree with the slip"
              checked={expiry}
              disabled={unit === ''}
              onChange={(event) => setExpiry(event.currentTarget.checked)}
            />
            <Select
              label="Second person"
              searchable
              data={colleagues}
              value={second}
              disabled={!identified || unit === '' || !expiry}
              onChange={setSecond}
            />
            <Checkbox
              label="They compared both identifiers and the unit themselves"
              checked={confirmed}
              disabled={second === null}
              onChange={(event) => confirm(event.currentTarget.checked)}
            />
            <ProblemAlert error={save.error} title="It was not started" />
            <Group>
              <Button disabled={!steps.every((step) => step.done)} loading={save.isPending} onClick={start}>
                Start the transfusion
              </Button>
              <span className={chart.quiet}>Measure temperature, pulse and pressure before, after 15 minutes, and at the end.</span>
            </Group>
          </>
        )}
      </Stack>
    </Section>
  );
}
