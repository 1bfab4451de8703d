import { Button, Group, Loader, Modal, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import { putEntry, useTransaction } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { useProof } from '../shell/ChartGuard.tsx';
import { PatientCheck, provesPatient, useWatch } from '../shell/PatientCheck.tsx';
import { usePatient } from '../shell/PatientProvider.tsx';
import type { BasketItem } from './basket.ts';
import { draftOrders, isFinal, overriddenFor, useCds, type ShownCard } from './cds.ts';
import { detailOf, titleOf } from './order-draft.ts';
import css from './orders.module.css';

interface Props {
  items: readonly BasketItem[];
  /** Pended: kept in the chart, unsigned; nothing is checked yet. */
  onSigned: (keys: readonly string[]) => void;
  onClose: () => void;
}

interface Answer {
  readonly reason: string;
  readonly comment: string;
}

/** The last look before orders become true: whom for, what, and an answer to every alert. */
export function SignDialog({ items, onSigned, onClose }: Props) {
  const { patientId, encounter, patient } = usePatient();
  const { learner } = useAttempt();
  const cds = useCds();
  const watch = useWatch();
  const [typed, setTyped] = useState('');
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>({});
  const checked = useQuery({
    queryKey: ['cds-sign', patientId, items],
    queryFn: () =>
      cds.call('order-sign', {
        userId: learner.reference ?? 'Practitioner/learner',
        patientId,
        ...(encounter ? { encounterId: encounter.id } : {}),
        draftOrders: draftOrders(items.map((item) => ({ ...item.order, id: item.order.id ?? item.key }))),
      }),
    gcTime: 0,
    staleTime: Infinity,
  });
  const cards = checked.data ?? [];
  const needing = cards.filter((card) => card.indicator !== 'info');
  const final = needing.filter(isFinal);
  const answered = needing.every((card) => {
    if (isFinal(card)) return false;
    const answer = answers[keyOf(card)];
    return answer !== undefined && answer.reason !== '' && (answer.reason !== 'Other' || answer.comment.trim() !== '');
  });
  const sure = watch === '' || provesPatient(patient, typed);

  const sign = useSign({ items, needing, answers, watch, onSigned });

  return (
    <Modal opened onClose={onClose} title={`Sign ${plural(items.length, 'order')}`} size={640} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (checked.data && answered && sure) sign.mutate();
        }}
      >
        <PatientCheck watch={watch} typed={typed} onType={setTyped} />
        {checked.isPending && <Loader size="xs" aria-label="Checking the orders" />}
        <ProblemAlert
          error={checked.error}
          title="The orders could not be checked, so they can’t be signed"
          onRetry={() => void checked.refetch()}
        />
        <ul className={css.alerts} aria-label="Alerts">
          {cards.map((card) => (
            <AlertCard
              key={keyOf(card)}
              card={card}
              answer={answers[keyOf(card)]}
              onAnswer={(answer) => setAnswers((before) => ({ ...before, [keyOf(card)]: answer }))}
            />
          ))}
        </ul>
        <ul className={css.signList}>
          {items.map((item) => (
            <li key={item.key}>
              <strong>{titleOf(item.order)}</strong> {detailOf(item.order)}
            </li>
          ))}
        </ul>
        <ProblemAlert error={sign.error} title="Nothing was signed" />
        <Group justify="space-between">
          <span className={css.detail}>
            {final.length > 0
              ? 'It can’t be signed like this: go back and change the order.'
              : needing.length > 0 && !answered
                ? 'Each alert needs a reason, or go back and change the order.'
                : ''}
          </span>
          <Group gap="xs">
            <Button
              variant="default"
              onClick={() => {
                for (const card of needing) cds.feedback(card, { outcome: 'accepted' }).catch(() => undefined);
                onClose();
              }}
            >
              Back
            </Button>
            <Button
              type="submit"
              disabled={!checked.data || !answered || !sure}
              loading={sign.isPending}
              data-autofocus={watch === '' || undefined}
            >
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
  needing: readonly ShownCard[];
  answers: Readonly<Record<string, Answer>>;
  watch: string;
  onSigned: (keys: readonly string[]) => void;
}

/** Tells the trail and the services what became of each alert, then makes the orders active: all or none. */
function useSign({ items, needing, answers, watch, onSigned }: Signing) {
  const { patientId } = usePatient();
  const { learner, note, nowIso } = useAttempt();
  const cds = useCds();
  const save = useTransaction();
  const prove = useProof();
  return useMutation({
    mutationFn: async () => {
      for (const card of needing) {
        const answer = answers[keyOf(card)];
        if (answer) await cds.feedback(card, overriddenFor(card, answer.reason, answer.comment));
      }
      prove();
      if (watch !== '') note({ kind: 'identified', patient: `Patient/${patientId}`, by: 'name+dob' });
      const at = nowIso();
      return save.mutateAsync(
        items.flatMap(({ order, replaces }) => [
          putEntry({ ...order, status: 'active', authoredOn: at, requester: learner }),
          ...(replaces ? [putEntry({ ...replaces, status: 'stopped' })] : []),
        ]),
      );
    },
    onSuccess: () => onSigned(items.map((item) => item.key)),
  });
}

const keyOf = (card: ShownCard): string => card.uuid ?? `${card.serviceId} ${card.summary}`;

function AlertCard({ card, answer, onAnswer }: { card: ShownCard; answer: Answer | undefined; onAnswer: (answer: Answer) => void }) {
  const reasons = card.overrideReasons?.flatMap((reason) => reason.display ?? []) ?? [];
  return (
    <li className={css.alert} data-indicator={card.indicator}>
      <div className={css.alertHead}>{card.summary}</div>
      {card.detail && <p>{card.detail}</p>}
      <div className={css.source}>{card.source?.label}</div>
      {isFinal(card) && <p>This order can’t be signed as it is.</p>}
      {card.indicator !== 'info' && !isFinal(card) && (
        <div className={css.answer}>
          <Select
            label="Reason to go on"
            required
            placeholder="Choose"
            data={[...new Set([...reasons, 'Other'])]}
            value={answer?.reason || null}
            onChange={(reason) => onAnswer({ reason: reason ?? '', comment: answer?.comment ?? '' })}
          />
          <TextInput
            label="In your own words"
            required={answer?.reason === 'Other'}
            value={answer?.comment ?? ''}
            onChange={(event) => onAnswer({ reason: answer?.reason ?? '', comment: event.currentTarget.value })}
          />
        </div>
      )}
    </li>
  );
}
