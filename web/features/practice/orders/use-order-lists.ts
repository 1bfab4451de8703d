import { useMemo } from 'react';
import { hasCode } from '../fhir/codes.ts';
import type { Medication, ServiceRequest } from '../fhir/resources.ts';
import { usePatientList, useSearch } from '../fhir/use-fhir.ts';
import { useChartMedications } from '../chart/use-chart-medications.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { drugOrderables, orderables, type OrderKind } from './catalogue.ts';
import type { Order } from './order-draft.ts';

/** Everything that can be ordered: the formulary's drugs, and the rest. */
export function useOrderables() {
  const medications = useSearch<Medication>('Medication', { _count: 500 });
  const all = useMemo(() => [...drugOrderables(medications.list), ...orderables], [medications.list]);
  return { all, medications: medications.list, isPending: medications.isPending, error: medications.error };
}

export const kindOf = (order: Order): OrderKind => {
  if (order.resourceType === 'MedicationRequest') return 'medication';
  if (hasCode(order.category, 'laboratory', '108252007')) return 'laboratory';
  if (hasCode(order.category, 'imaging', '363679005')) return 'imaging';
  if (hasCode(order.category, 'referral')) return 'referral';
  if (hasCode(order.category, 'procedure')) return 'procedure';
  if (hasCode(order.category, 'diet')) return 'diet';
  return /^diet/i.test(order.code?.text ?? '') ? 'diet' : 'nursing';
};

/** A patient's orders: in force, pended, and those that are over. */
export function useOrders() {
  const { patientId } = usePatient();
  const medications = useChartMedications();
  const services = usePatientList<ServiceRequest>('ServiceRequest', patientId);
  return useMemo(() => {
    const mine: Order[] = [
      ...medications.inpatient,
      ...services.list.filter((one) => one.status !== 'entered-in-error' && one.status !== 'draft'),
    ];
    const drafts: Order[] = [...medications.drafts, ...services.list.filter((one) => one.status === 'draft')];
    return {
      active: mine.filter((one) => one.status === 'active' || one.status === 'on-hold'),
      past: mine
        .filter((one) => one.status !== 'active' && one.status !== 'on-hold')
        .toSorted((a, b) => (b.authoredOn ?? '').localeCompare(a.authoredOn ?? '')),
      drafts,
      isPending: medications.isPending || services.isPending,
      error: medications.error ?? services.error,
    };
  }, [medications, services.list, services.isPending, services.error]);
}
