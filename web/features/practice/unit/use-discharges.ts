import { useMemo } from 'react';
import type { Claim, ClaimResponse } from '../fhir/claims.ts';
import { idOf } from '../fhir/codes.ts';
import type { QuestionnaireResponse } from '../fhir/documents.ts';
import type { CarePlan, ServiceRequest } from '../fhir/resources.ts';
import { useSearch } from '../fhir/use-fhir.ts';
import { patientOf, type Appointment } from '../fhir/visits.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { useCensus, type Stay } from '../shell/use-census.ts';
import { useWorkItems } from '../work/use-work-items.ts';

/** A stay in a bed (visits to a clinic end by themselves) and what stands ready for the time after it. */
export interface Discharge {
  readonly stay: Stay;
  /** Open work items of the learner. */
  readonly work: number;
  /** Sum of the newest check "Risk of coming back"; null: it was not done. */
  readonly risk: number | null;
  readonly hasPlan: boolean;
  readonly referrals: number;
  /** The newest request for days: `asked`, `granted`, `not granted`; '' none. */
  readonly payer: string;
  readonly nextVisit: string | undefined;
}

const riskCheck = 'check-return-risk';

export function useDischarges(): { rows: Discharge[]; isPending: boolean; error: Error | null } {
  const { now } = useAttempt();
  const census = useCensus();
  const work = useWorkItems();
  const plans = useSearch<CarePlan>('CarePlan', { status: 'active', _count: 500 });
  const referrals = useSearch<ServiceRequest>('ServiceRequest', { status: 'active', category: 'referral', _count: 500 });
  const visits = useSearch<Appointment>('Appointment', { status: 'booked', _count: 500 });
  const checks = useSearch<QuestionnaireResponse>('QuestionnaireResponse', { status: 'completed', _count: 500 });
  const claims = useSearch<Claim>('Claim', { use: 'preauthorization', _count: 500 });
  const answers = useSearch<ClaimResponse>('ClaimResponse', { use: 'preauthorization', _count: 500 });
  const rows = useMemo(() => {
    const risks = new Map<string, number>();
    for (const one of checks.list.toSorted((a, b) => (a.authored ?? '').localeCompare(b.authored ?? ''))) {
      const sum = one.item?.find((item) => item.linkId === 'sum')?.answer?.[0]?.valueInteger;
      if (one.questionnaire?.includes(riskCheck) && sum !== undefined) risks.set(idOf(one.subject), sum);
    }
    const whose = (list: readonly { subject?: { reference?: string } }[], id: string | undefined): number =>
      list.filter((one) => idOf(one.subject) === id).length;
    const payerOf = (id: string | undefined): string => {
      const newest = claims.list
        .filter((one) => one.use === 'preauthorization' && idOf(one.patient) === id)
        .toSorted((a, b) => b.created.localeCompare(a.created))[0];
      const answer = newest && answers.list.find((one) => idOf(one.request) === newest.id);
      return newest ? (answer ? (answer.outcome === 'error' ? 'not granted' : 'granted') : 'asked') : '';
    };
    return census.stays
      .filter((stay) => stay.bed !== '')
      .map((stay): Discharge => {
        const id = stay.patient.id ?? '';
        const next = visits.list
          .filter((one) => idOf(patientOf(one)) === id && Date.parse(one.start ?? '') > now())
          .toSorted((a, b) => (a.start ?? '').localeCompare(b.start ?? ''))[0];
        return {
          stay,
          work: work.tasks.filter((task) => idOf(task.for) === id).length,
          risk: risks.get(id) ?? null,
          hasPlan: whose(plans.list, id) > 0,
          referrals: whose(referrals.list, id),
          payer: payerOf(id),
          nextVisit: next?.start,
        };
      })
      .toSorted((a, b) => b.work - a.work);
    // oxlint-disable-next-line react/exhaustive-deps -- what is ahead changes with the lists, not with every minute
  }, [census.stays, work.tasks, plans.list, referrals.list, visits.list, checks.list, claims.list, answers.list]);
  return {
    rows,
    isPending: census.isPending,
    error: census.error ?? plans.error ?? referrals.error ?? visits.error ?? checks.error ?? claims.error ?? answers.error,
  };
}
