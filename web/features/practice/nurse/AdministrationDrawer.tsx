import { Alert, Button, Drawer, Group, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { momentText } from '../chart/chart-time.ts';
import { textOf } from '../fhir/codes.ts';
import { dosageText, drugText, quantityText } from '../fhir/dosage-text.ts';
import { useSave } from '../fhir/use-fhir.ts';
import type { MedicationAdministration, MedicationRequest } from '../fhir/resources.ts';
import { nameText, birthText } from '../fhir/patient-words.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { AsNeededFollowUp } from './AsNeededFollowUp.tsx';
import { GiveForm } from './GiveForm.tsx';
import type { DoseSlot } from './due-times.ts';
import { NotGivenForm } from './NotGivenForm.tsx';

interface Props {
  order: MedicationRequest;
  slot: DoseSlot;
  isUnverified: boolean;
  isBackEntry: boolean;
  onClose: () => void;
}

/** One dose: give it, say why not, or see what was done. */
export function AdministrationDrawer({ order, slot, isUnverified, isBackEntry, onClose }: Props) {
  const { patient } = usePatient();
  const { closed } = useAttempt();
  const [what, setWhat] = useState<'give' | 'not'>('give');
  const done = slot.administration;
  return (
    <Drawer opened onClose={onClose} title={drugText(order)} size={500} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="sm">
        <div>
          <strong>{dosageText(order.dosageInstruction?.[0])}</strong>
          <div style={{ color: 'var(--mantine-color-dimmed)' }}>
            for {nameText(patient.name)}, born {birthText(patient.birthDate)}
          </div>
        </div>
        {isUnverified && (
          <Alert color="yellow" variant="light" title="The pharmacy has not verified this order">
            Give it before they have only in an emergency.
          </Alert>
        )}
        {done ? (
          <Done order={order} administration={done} onClose={onClose} />
        ) : closed ? null : (
          <>
            <SegmentedControl
              aria-label="What happened"
              value={what}
              onChange={(value) => setWhat(value as 'give' | 'not')}
              data={[
                { value: 'give', label: 'Give' },
                { value: 'not', label: 'Not given' },
              ]}
            />
            {what === 'give' ? (
              <GiveForm order={order} slot={slot} isBackEntry={isBackEntry} onDone={onClose} />
            ) : (
              <NotGivenForm order={order} slot={slot} isBackEntry={isBackEntry} onDone={onClose} />
            )}
          </>
        )}
      </Stack>
    </Drawer>
  );
}

function Done({
  order,
  administration,
  onClose,
}: {
  order: MedicationRequest;
  administration: MedicationAdministration;
  onClose: () => void;
}) {
  const { zone, closed, nowIso } = useAttempt();
  const save = useSave<MedicationAdministration>();
  const [first, ...others] = administration.performer ?? [];
  const isRunning = administration.status === 'in-progress';
  return (
    <Stack gap="xs">
      <div>
        {administration.status === 'not-done' ? 'Not given' : isRunning ? 'Started' : 'Given'}{' '}
        {momentText(administration.effectiveDateTime ?? administration.effectivePeriod?.start, zone)} by {first?.actor.display ?? 'unknown'}
        {others.map((one) => `, ${textOf(one.function).toLowerCase() || 'with'} ${one.actor.display ?? ''}`)}
      </div>
      {administration.statusReason?.map((reason) => (
        <div key={textOf(reason)}>Reason: {textOf(reason)}</div>
      ))}
      {administration.dosage?.dose && <div>Dose: {quantityText(administration.dosage.dose)}</div>}
      {administration.dosage?.site && <div>Site: {textOf(administration.dosage.site)}</div>}
      {administration.medicationReference?.display && <div>Product: {administration.medicationReference.display}</div>}
      {administration.note?.map((one) => (
        <div key={one.text}>{one.text}</div>
      ))}
      <ProblemAlert error={save.error} title="It was not changed" />
      {administration.status === 'completed' && <AsNeededFollowUp order={order} administration={administration} />}
      {!closed && (
        <Group gap="xs">
          {isRunning && (
            <Button
              loading={save.isPending}
              onClick={() => {
                const { effectiveDateTime, ...rest } = administration;
                const start = administration.effectivePeriod?.start ?? effectiveDateTime ?? nowIso();
                save.mutate({ ...rest, status: 'completed', effectivePeriod: { start, end: nowIso() } }, { onSuccess: onClose });
              }}
            >
              Stop the infusion
            </Button>
          )}
          <Button
            variant="default"
            loading={save.isPending}
            onClick={() => save.mutate({ ...administration, status: 'entered-in-error' }, { onSuccess: onClose })}
          >
            Entered in error
          </Button>
        </Group>
      )}
    </Stack>
  );
}
