import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Resource } from '../fhir/elements.ts';
import { useAttempt } from '../shell/attempt-space.ts';

/* CDS Hooks 2.0, as the EHR side of it: finds the services, asks those of a hook, tells them what became of their cards. */

export interface Card {
  readonly uuid?: string;
  readonly summary: string;
  readonly detail?: string;
  readonly indicator: 'info' | 'warning' | 'critical';
  readonly source?: { readonly label?: string; readonly topic?: { readonly code?: string; readonly display?: string } };
  readonly overrideReasons?: readonly { readonly code?: string; readonly system?: string; readonly display?: string }[];
  readonly selectionBehavior?: string;
  readonly extension?: Record<string, unknown>;
}
export interface ShownCard extends Card {
  readonly serviceId: string;
}
interface Service {
  readonly hook: string;
  readonly id: string;
}

async function ask<T>(url: string, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    credentials: 'same-origin',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`Decision support answered ${response.status}.`);
  const text = await response.text();
  return (text === '' ? {} : JSON.parse(text)) as T;
}

export interface Cds {
  /** The cards of every service of the hook. @throws when a service does not answer: signing without it would be unsafe practice. */
  call(hook: 'patient-view' | 'order-select' | 'order-sign', context: Record<string, unknown>): Promise<ShownCard[]>;
  /** What became of a card: its service writes it to the trail. */
  feedback(card: ShownCard, what: Outcome): Promise<void>;
}
export type Outcome =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'overridden'; readonly overrideReason: { readonly reason?: object; readonly userComment?: string } };

export function useCds(): Cds {
  const { cdsPath, base, fhirOrigin } = useCdsSpace();
  const services = useQuery({
    queryKey: ['cds', cdsPath],
    queryFn: async () => (await ask<{ services: Service[] }>(cdsPath)).services,
    staleTime: Infinity,
  });
  const refetch = services.refetch;
  const known = services.data;
  const call = useCallback<Cds['call']>(
    async (hook, context) => {
      const list = known ?? (await refetch()).data ?? [];
      const answers = await Promise.all(
        list
          .filter((service) => service.hook === hook)
          .map(async ({ id }) => {
            const body = { hook, hookInstance: crypto.randomUUID(), fhirServer: fhirOrigin + base, context };
            const { cards } = await ask<{ cards?: Card[] }>(`${cdsPath}/${id}`, body);
            return (cards ?? []).map((card): ShownCard => ({ ...card, serviceId: id }));
          }),
      );
      const rank = { critical: 0, warning: 1, info: 2 };
      return answers.flat().toSorted((a, b) => rank[a.indicator] - rank[b.indicator]);
    },
    [cdsPath, base, fhirOrigin, known, refetch],
  );
  const feedback = useCallback<Cds['feedback']>(
    async (card, what) => {
      if (card.uuid === undefined) return;
      const item = { card: card.uuid, ...what, outcomeTimestamp: new Date().toISOString() };
      await ask(`${cdsPath}/${card.serviceId}/feedback`, { feedback: [item] });
    },
    [cdsPath],
  );
  return { call, feedback };
}

function useCdsSpace(): { cdsPath: string; base: string; fhirOrigin: string } {
  const { cdsPath, fhirPath } = useAttempt();
  return { cdsPath, base: fhirPath, fhirOrigin: location.origin };
}

/** Orders as a hook's context carries them. */
export const draftOrders = (resources: readonly Resource[]): object => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

/** An alert without any reason to override it means: not like this. */
export const isFinal = (card: ShownCard): boolean => card.indicator !== 'info' && (card.overrideReasons?.length ?? 0) === 0;

/** The chosen reason and one's own words, as CDS Hooks has them. */
export function overriddenFor(card: ShownCard, reason: string, comment: string): Outcome {
  const chosen = card.overrideReasons?.find((one) => one.display === reason);
  return {
    outcome: 'overridden',
    overrideReason: {
      ...(reason ? { reason: chosen ?? { display: reason } } : {}),
      ...(comment.trim() ? { userComment: comment.trim().slice(0, 500) } : {}),
    },
  };
}
