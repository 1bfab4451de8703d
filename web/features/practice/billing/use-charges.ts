import { useMemo } from 'react';
import type { ChargeItem } from '../fhir/claims.ts';
import { idOf } from '../fhir/codes.ts';
import type { Resource } from '../fhir/elements.ts';
import { useRead, useSearch } from '../fhir/use-fhir.ts';

/** The charges of one visit. */
export interface Account {
  readonly visitId: string;
  readonly whom: string;
  readonly day: string;
  readonly charges: readonly ChargeItem[];
}

/** Not on the account any more. */
export const takenOff = ['entered-in-error', 'aborted', 'not-billable'];

export function useAccounts(): { accounts: Account[]; charges: readonly ChargeItem[]; isPending: boolean; error: Error | null } {
  const query = useSearch<ChargeItem>('ChargeItem', { _count: 1000 });
  const accounts = useMemo(() => {
    const visits = new Map<string, ChargeItem[]>();
    for (const charge of query.list) {
      const visit = idOf(charge.context);
      visits.set(visit, [...(visits.get(visit) ?? []), charge]);
    }
    return [...visits]
      .map(([visitId, charges]): Account => ({
        visitId,
        whom: charges[0]?.subject.display ?? '',
        day: charges[0]?.occurrenceDateTime ?? '',
        charges,
      }))
      .toSorted((a, b) => Number(isDone(a)) - Number(isDone(b)) || b.day.localeCompare(a.day));
  }, [query.list]);
  return { accounts, charges: query.list, isPending: query.isPending, error: query.error };
}

/** Nothing to review and nothing to bill. */
export const isDone = ({ charges }: Account): boolean => charges.every((one) => one.status === 'billed' || takenOff.includes(one.status));

interface CodeSystem extends Resource {
  resourceType: 'CodeSystem';
  concept?: { code: string; display?: string }[];
}

/** What this house can charge for. Its list names no prices: the last price of the same service is offered. */
export function useChargeCodes(charges: readonly ChargeItem[]): { value: string; label: string; price: number | null }[] {
  const list = useRead<CodeSystem>('CodeSystem', 'charge');
  return useMemo(
    () =>
      (list.data?.concept ?? []).map(({ code, display }) => ({
        value: code,
        label: `${display ?? code} (${code})`,
        price: charges.find((one) => one.code.coding?.[0]?.code === code)?.priceOverride?.value ?? null,
      })),
    [list.data, charges],
  );
}
