import { Button, Group, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { toOffsetIso } from '#kernel/time.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import { useIsCatchingUp } from '../downtime/downtime.ts';
import type { Extension, Reference } from '../fhir/elements.ts';
import { ourExtensions } from '../fhir/ours.ts';
import { BackEntryTime } from '../nurse/BackEntryTime.tsx';
import { putEntry, useTransaction } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { useProof } from '../shell/ChartGuard.tsx';
import { PatientCheck, provesPatient, useWatch } from '../shell/PatientCheck.tsx';
import { usePatient } from '../shell/PatientProvider.tsx';
import { AlertList } from './AlertList.tsx';
import type { BasketItem } from './basket.ts';
import { detailOf, titleOf, type Order } from './order-draft.ts';
import css from './orders.module.css';
import { useSigningCheck, type SigningCheck } from './use-signing-check.ts';

interface Props {
  items: readonly BasketItem[];
  /** Pended: kept in the chart, unsigned; nothing is checked yet. */
  onSigned: (keys: readonly string[]) => void;
  onClose: () => void;
}

/** The last look before orders become true: whom for, what, and an answer to every alert. */
export function SignDialog({ items, onSigned, onClose }: Props) {
  const { patientId, encounter, patient } = usePatient();
  const { attemptId } = useAttempt();
  const isCatchingUp = useIsCatchingUp(attemptId);
  const [paperAt, setPaperAt] = useState<number | null>(null);
  const watch = useWatch();
  const [typed, setTyped] = useState('');
  const orders = useMemo(() => items.map((item) => ({ ...item.order, id: item.order.id ?? item.key })), [items]);
  const check = useSigningCheck({ patientId, encounterId: encounter?.id, orders });
  const sure = watch === '' || provesPatient(patient, typed);

  const sign = useSign({ items, check, watch, paperAt, onSigned });

  return (
    <Modal opened onClose={onClose} title={`Sign ${plural(items.length, 'order')}`} size={640} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (check.isClear && sure) sign.mutate();
        }}
      >
        <PatientCheck watch={watch} typed={typed} onType={setTyped} />
        <AlertList check={check} />
        <ul className={css.signList}>
          {items.map((item) => (
            <li key={item.key}>
              <strong>{titleOf(item.order)}</strong> {detailOf(item.order)}
            </li>
          ))}
        </ul>
        {isCatchingUp && <BackEntryTime optional label="When it was ordered on paper; empty: now" value={paperAt} onChange={setPaperAt} />}
        <ProblemAlert error={sign.error} title="Nothing was signed" />
        <Group justify="space-between">
          <span className={css.detail}>
            {check.isFinal
              ? 'It can’t be signed like this: go back and change the order.'
              : check.needing.length > 0 && !check.isClear
                ? 'Each alert needs a reason, or go back and change the order.'
                : ''}
          </span>
          <Group gap="xs">
            <Button
              variant="default"
              onClick={() => {
                check.tellHeeded();
                onClose();
              }}
            >
              Back
            </Button>
            <Button type="submit" disabled={!check.isClear || !sure} loading={sign.isPending} data-autofocus={watch === '' || undefined}>
              Sign
            </Button>
          </Group>
        </Group>
      </form>
    </Modal>
  );
}

interface Signing {
  items: readonly BasketItem[];
  check: SigningCheck;
  watch: string;
  /** Ordered on paper during a downtime; null: now. */
  paperAt: number | null;
  onSigned: (keys: readonly string[]) => void;
}

/** Tells the trail and the services what became of each alert, then makes the orders active: all or none. */
function useSign({ items, check, watch, paperAt, onSigned }: Signing) {
  const { patientId } = usePatient();
  const { learner, note, nowIso, zone } = useAttempt();
  const save = useTransaction();
  const prove = useProof();
  return useMutation({
    mutationFn: async () => {
      await check.tellOverridden();
      prove();
      if (watch !== '') note({ kind: 'identified', patient: `Patient/${patientId}`, by: 'name+dob' });
      const at = paperAt === null ? nowIso() : toOffsetIso(paperAt, zone);
      const fromPaper = paperAt === null ? [] : [{ url: ourExtensions.backEntered, valueBoolean: true }];
      return save.mutateAsync(
        items.flatMap(({ order, replaces }) => [
          putEntry(signed(order, at, learner, fromPaper)),
          ...(replaces ? [putEntry({ ...replaces, status: 'stopped' })] : []),
        ]),
      );
    },
    onSuccess: () => onSigned(items.map((item) => item.key)),
  });
}

function signed(order: Order, at: string, by: Reference, more: readonly Extension[]): Order {
  const extension = [...(order.extension ?? []), ...more];
  return { ...order, status: 'active', authoredOn: at, requester: by, ...(extension.length > 0 ? { extension } : {}) };
}
