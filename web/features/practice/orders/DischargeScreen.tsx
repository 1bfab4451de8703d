import { Button, Checkbox, Group, Select, Skeleton, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { useChartMedications } from '../chart/use-chart-medications.ts';
import { textOf } from '../fhir/codes.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import { nameText } from '../fhir/patient-words.ts';
import { useTransaction } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { useProof } from '../shell/ChartGuard.tsx';
import { PatientCheck, provesPatient, useWatch } from '../shell/PatientCheck.tsx';
import { usePatient } from '../shell/PatientProvider.tsx';
import { dischargeEntries, dispositions, homeward } from './discharge.ts';

/** The way home: which medicines go on, what the patient must know, who sees them next. */
export function DischargeScreen() {
  const { patient, encounter } = usePatient();
  const { closed, learner, nowIso } = useAttempt();
  const { inpatient, statements, isPending, error } = useChartMedications();
  const save = useTransaction();
  const watch = useWatch();
  const prove = useProof();
  const [going, setGoing] = useState<ReadonlySet<string>>(new Set());
  const [where, setWhere] = useState<string | null>('home');
  const [instructions, setInstructions] = useState('');
  const [followUp, setFollowUp] = useState('');
  const [followDate, setFollowDate] = useState('');
  const [typed, setTyped] = useState('');
  if (!encounter || encounter.status === 'finished')
    return <EmptyState title="There is no stay to end">This patient has been discharged, or was never admitted.</EmptyState>;
  const active = inpatient.filter((one) => one.status === 'active');
  const ready = where !== null && instructions.trim() !== '' && followUp.trim() !== '' && (watch === '' || provesPatient(patient, typed));
  const turn = (id: string): void => {
    const next = new Set(going);
    if (!next.delete(id)) next.add(id);
    setGoing(next);
  };
  const discharge = (): void => {
    prove();
    const stay = { patient, encounter, learner, at: nowIso() };
    const home = active.filter((one) => going.has(one.id ?? ''));
    save.mutate(
      dischargeEntries(stay, {
        active,
        home,
        where: dispositions.find((one) => one.value === where) ?? homeward,
        instructions,
        followUp,
        followDate,
      }),
      {
        onSuccess: () => notifications.show({ message: `${nameText(patient.name)} is discharged.` }),
      },
    );
  };
  return (
    <form
      style={{ maxWidth: 820 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) discharge();
      }}
    >
      <h1 className="screen-reader">Discharge</h1>
      <ProblemAlert error={error} />
      {isPending && <Skeleton height={160} aria-busy="true" />}
      <Section title="Medicines that go on at home" note="Orders of this stay that are not ticked end with it.">
        <Stack gap={8}>
          {active.map((order) => (
            <Checkbox
              key={order.id}
              data-start
              label={drugText(order)}
              description={dosageText(order.dosageInstruction?.[0])}
              checked={going.has(order.id ?? '')}
              disabled={closed}
              onChange={() => turn(order.id ?? '')}
            />
          ))}
          {active.length === 0 && 'No medication is ordered.'}
        </Stack>
        {statements.length > 0 && (
          <p style={{ color: 'var(--mantine-color-dimmed)', marginBottom: 0 }}>
            Home list:{' '}
            {statements
              .map(
                (one) =>
                  `${drugText(one)} (${one.status === 'active' ? 'continues' : one.status}${one.statusReason ? `: ${one.statusReason.map(textOf).join(', ')}` : ''})`,
              )
              .join('; ')}
          </p>
        )}
      </Section>
      <Section title="Instructions and follow-up">
        <Stack gap="sm">
          <Select label="Goes to" required data={[...dispositions]} value={where} onChange={setWhere} maw={320} disabled={closed} />
          <Textarea
            label="What the patient must do and watch for"
            description="In their own words: when to call, what not to do."
            required
            autosize
            minRows={4}
            value={instructions}
            disabled={closed}
            onChange={(event) => setInstructions(event.currentTarget.value)}
          />
          <Group grow align="start">
            <TextInput
              label="Follow-up with"
              required
              value={followUp}
              disabled={closed}
              onChange={(event) => setFollowUp(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label="By"
              value={followDate}
              disabled={closed}
              onChange={(event) => setFollowDate(event.currentTarget.value)}
            />
          </Group>
        </Stack>
      </Section>
      <PatientCheck watch={watch} typed={typed} onType={setTyped} />
      <ProblemAlert error={save.error} title="Nothing was changed" />
      <Button type="submit" disabled={!ready || closed} loading={save.isPending}>
        Discharge
      </Button>
    </form>
  );
}
