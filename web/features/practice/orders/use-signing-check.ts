import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Resource } from '../fhir/elements.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { draftOrders, isFinal, overriddenFor, useCds, type ShownCard } from './cds.ts';

export interface AlertAnswer {
  readonly reason: string;
  readonly comment: string;
}

export interface SigningCheck {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly cards: readonly ShownCard[];
  /** Alerts that need an answer before anything is signed. */
  readonly needing: readonly ShownCard[];
  /** An alert without any reason to go on is among them. */
  readonly isFinal: boolean;
  /** Checked, and every alert has its answer. */
  readonly isClear: boolean;
  readonly answers: Readonly<Record<string, AlertAnswer>>;
  readonly answer: (key: string, answer: AlertAnswer) => void;
  /** Tells the services why each alert was overridden: before the orders are written. */
  readonly tellOverridden: () => Promise<void>;
  /** The orders are changed or left: the alerts were heeded. */
  readonly tellHeeded: () => void;
}

export const keyOf = (card: ShownCard): string => card.uuid ?? `${card.serviceId} ${card.summary}`;

interface Asked {
  readonly patientId: string;
  readonly encounterId: string | undefined;
  /** Each with an id; the same list as long as nothing about them changes. Empty: nothing is asked. */
  readonly orders: readonly Resource[];
}

/** CDS Hooks' order-sign, wherever orders are signed: order basket, in-basket, discharge. */
export function useSigningCheck({ patientId, encounterId, orders }: Asked): SigningCheck {
  const { learner } = useAttempt();
  const cds = useCds();
  const [answers, setAnswers] = useState<Readonly<Record<string, AlertAnswer>>>({});
  const asks = orders.length > 0;
  const checked = useQuery({
    queryKey: ['cds-sign', patientId, orders],
    queryFn: () =>
      cds.call('order-sign', {
        userId: learner.reference ?? 'Practitioner/learner',
        patientId,
        ...(encounterId ? { encounterId } : {}),
        draftOrders: draftOrders(orders),
      }),
    enabled: asks,
    gcTime: 0,
    staleTime: Infinity,
  });
  const cards = asks ? (checked.data ?? []) : [];
  const needing = cards.filter((card) => card.indicator !== 'info');
  const isAnswered = (card: ShownCard): boolean => {
    const answer = answers[keyOf(card)];
    return !isFinal(card) && answer !== undefined && answer.reason !== '' && (answer.reason !== 'Other' || answer.comment.trim() !== '');
  };
  return {
    isPending: asks && checked.isPending,
    error: checked.error,
    retry: () => void checked.refetch(),
    cards,
    needing,
    isFinal: needing.some(isFinal),
    isClear: !asks || (checked.data !== undefined && needing.every(isAnswered)),
    answers,
    answer: (key, answer) => setAnswers((before) => ({ ...before, [key]: answer })),
    tellOverridden: async () => {
      for (const card of needing) {
        const answer = answers[keyOf(card)];
        if (answer) await cds.feedback(card, overriddenFor(card, answer.reason, answer.comment));
      }
    },
    tellHeeded: () => {
      for (const card of needing) cds.feedback(card, { outcome: 'accepted' }).catch(() => undefined);
    },
  };
}
