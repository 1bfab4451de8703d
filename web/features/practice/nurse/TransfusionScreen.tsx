import { Button, Checkbox, Group, Select, Skeleton, Stack, TextInput } from '@mantine/core';
import { IconCheck, IconCircleDotted } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import chart from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { textOf } from '../fhir/codes.ts';
import type { Procedure } from '../fhir/documents.ts';
import { birthText, mrnOf, nameText } from '../fhir/patient-words.ts';
import type { ServiceRequest } from '../fhir/resources.ts';
import { usePatientList, useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import css from './mar.module.css';
import { LabelTray, useWristbands } from './LabelTray.tsx';
import { ScanField } from './ScanField.tsx';
import { useBloodCheck } from './use-blood-check.ts';
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
  const { patient } = usePatient();
  const { closed } = useAttempt();
  const colleagues = useColleagues(['nurse', 'physician']);
  const wristbands = useWristbands();
  const { check, change, isRight, isIdentified, steps, scan, compare, confirm, scanUnit, start, save, ready } = useBloodCheck(order);
  return (
    <Section title={`Check: ${textOf(order.code)}`} note="at the bedside, two people">
      <Stack gap="sm" maw={640}>
        <ul className={css.rights} aria-label="Bedside check" aria-live="polite">
          {steps.map((step) => (
            <li key={step.text} className={css.right} data-plain data-state={step.wrong ? 'wrong' : step.done ? 'right' : 'waiting'}>
              {step.done ? <IconCheck size={16} aria-hidden="true" /> : <IconCircleDotted size={16} aria-hidden="true" />}
              <span>{step.text}</span>
            </li>
          ))}
        </ul>
        {!closed && (
          <>
            <ScanField label="Wristband" placeholder="WB-…" onScan={scan} />
            <LabelTray wristbands={wristbands} onScan={scan} />
            <Checkbox
              label={`Name: ${nameText(patient.name)}`}
              checked={check.name}
              disabled={!isRight}
              onChange={(event) => compare({ name: event.currentTarget.checked })}
            />
            <Checkbox
              label={`Date of birth: ${birthText(patient.birthDate)} (MRN ${mrnOf(patient)})`}
              checked={check.birth}
              disabled={!isRight}
              onChange={(event) => compare({ birth: event.currentTarget.checked })}
            />
            <TextInput
              label="Unit number, as on the bag"
              value={check.unit}
              disabled={!isIdentified}
              onChange={(event) => change({ unit: event.currentTarget.value })}
              onBlur={scanUnit}
            />
            <Checkbox
              label="Blood group and expiry agree with the slip"
              checked={check.expiry}
              disabled={check.unit === ''}
              onChange={(event) => change({ expiry: event.currentTarget.checked })}
            />
            <Select
              label="Second person"
              searchable
              data={colleagues}
              value={check.second}
              disabled={!check.expiry || !isIdentified}
              onChange={(second) => change({ second })}
            />
            <Checkbox
              label="They compared both identifiers and the unit themselves"
              checked={check.confirmed}
              disabled={check.second === null}
              onChange={(event) => confirm(event.currentTarget.checked)}
            />
            <ProblemAlert error={save.error} title="It was not started" />
            <Group>
              <Button disabled={!ready} loading={save.isPending} onClick={start}>
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
