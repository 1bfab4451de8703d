import { Button, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { concept, referenceTo } from '../fhir/codes.ts';
import type { ChargeItem } from '../fhir/claims.ts';
import { ourSystems } from '../fhir/ours.ts';
import type { Encounter } from '../fhir/resources.ts';
import { useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { useChargeCodes } from './use-charges.ts';

/** A service that was done and did not come over from the visit. */
export function ChargeForm({ visit, everywhere }: { visit: Encounter; everywhere: readonly ChargeItem[] }) {
  const { learner, nowIso, closed } = useAttempt();
  const codes = useChargeCodes(everywhere);
  const save = useSave<ChargeItem>();
  const [code, setCode] = useState<string | null>(null);
  const [price, setPrice] = useState<number | null>(null);
  const chosen = codes.find((one) => one.value === code);
  if (closed || !visit.subject) return null;
  const subject = visit.subject;
  const add = (): void => {
    if (!chosen || !price) return;
    save.mutate(
      {
        resourceType: 'ChargeItem',
        status: 'billable',
        code: concept(ourSystems.charge, chosen.value, chosen.label.replace(/ \([^)]*\)$/, '')),
        subject,
        context: referenceTo(visit),
        occurrenceDateTime: (visit.period?.start ?? nowIso()).slice(0, 10),
        quantity: { value: 1 },
        priceOverride: { value: price, currency: 'USD' },
        ...(learner.reference ? { enterer: learner } : {}),
        enteredDate: nowIso(),
      },
      {
        onSuccess: () => {
          setCode(null);
          setPrice(null);
        },
      },
    );
  };
  return (
    <Section title="Add a charge">
      <form
        className={css.row}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Select
          label="Service"
          required
          searchable
          clearable
          style={{ flex: '1 1 200px' }}
          data={codes}
          value={code}
          onChange={(next) => {
            setCode(next);
            setPrice(codes.find((one) => one.value === next)?.price ?? null);
          }}
        />
        <NumberInput
          label="Price, dollars"
          required
          hideControls
          min={0}
          decimalScale={2}
          w={110}
          value={price ?? ''}
          onChange={(next) => setPrice(next === '' ? null : Number(next))}
        />
        <Button type="submit" disabled={!chosen || !price} loading={save.isPending}>
          Add
        </Button>
      </form>
      <ProblemAlert error={save.error} title="The charge was not added" />
    </Section>
  );
}
