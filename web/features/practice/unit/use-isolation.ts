import { useMemo } from 'react';
import { idOf, textOf } from '../fhir/codes.ts';
import type { ServiceRequest } from '../fhir/resources.ts';
import { useSearch } from '../fhir/use-fhir.ts';

const begins = 'Isolation: ';

/** Who must be kept apart, and how, by patient id: from the orders in force. */
export function useIsolation(): ReadonlyMap<string, string> {
  const orders = useSearch<ServiceRequest>('ServiceRequest', { status: 'active', _count: 1000 });
  return useMemo(
    () =>
      new Map(
        orders.list.flatMap((one): [string, string][] => {
          const text = textOf(one.code);
          return text.startsWith(begins) ? [[idOf(one.subject), text.slice(begins.length)]] : [];
        }),
      ),
    [orders.list],
  );
}
