import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import type { BasketItem } from './basket.ts';
import { draftOrders, useCds, type ShownCard } from './cds.ts';

/** What decision support says of each order when it is chosen (order-select). Silence of the service shows nothing here: signing asks again. */
export function useSelectCards(items: readonly BasketItem[]): ReadonlyMap<string, readonly ShownCard[]> {
  const { patientId, encounter } = usePatient();
  const { learner } = useAttempt();
  const cds = useCds();
  const answers = useQueries({
    queries: items.map((item) => ({
      queryKey: ['cds-select', patientId, item.key, item.order],
      queryFn: () => {
        const order = { ...item.order, id: item.order.id ?? item.key };
        return cds.call('order-select', {
          userId: learner.reference ?? 'Practitioner/learner',
          patientId,
          ...(encounter ? { encounterId: encounter.id } : {}),
          selections: [`${order.resourceType}/${order.id}`],
          draftOrders: draftOrders([order]),
        });
      },
      staleTime: Infinity,
      retry: false,
    })),
  });
  const key = answers.map((answer) => answer.dataUpdatedAt).join(' ');
  return useMemo(
    () => new Map(items.map((item, index) => [item.key, answers[index]?.data ?? []])),
    // oxlint-disable-next-line react/exhaustive-deps -- `key` stands for the answers, which are a new list at each drawing
    [items, key],
  );
}
