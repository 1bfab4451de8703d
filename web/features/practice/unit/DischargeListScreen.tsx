import { Button, Skeleton } from '@mantine/core';
import { dayMs } from '#kernel/time.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { dayText } from '../chart/chart-time.ts';
import { hasCode, idOf, textOf } from '../fhir/codes.ts';
import { birthText, nameText } from '../fhir/patient-words.ts';
import type { CarePlan, ServiceRequest } from '../fhir/resources.ts';
import { useSearch } from '../fhir/use-fhir.ts';
import { patientOf, type Appointment } from '../fhir/visits.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { useCensus } from '../shell/use-census.ts';
import { useWorkItems } from '../work/WorkItems.tsx';

/** Everybody in the house with what is arranged for afterwards: those whom the learner has work for first. */
export function DischargeListScreen() {
  const { now, zone } = useAttempt();
  const { go } = usePlace();
  const census = useCensus();
  const work = useWorkItems();
  const plans = useSearch<CarePlan>('CarePlan', { status: 'active', _count: 500 });
  const referrals = useSearch<ServiceRequest>('ServiceRequest', { status: 'active', category: 'referral', _count: 500 });
  const visits = useSearch<Appointment>('Appointment', { status: 'booked', _count: 500 });
  const workOf = (id: string | undefined): number => work.tasks.filter((task) => idOf(task.for) === id).length;
  const rows = census.stays.toSorted((a, b) => workOf(b.patient.id) - workOf(a.patient.id));
  return (
    <>
      <h1 className="screen-reader">Discharge list</h1>
      <ProblemAlert error={census.error ?? plans.error ?? referrals.error ?? visits.error} title="The list could not be read" />
      {census.isPending && <Skeleton height={260} aria-busy="true" />}
      {rows.length > 0 && (
        <div className={css.wide}>
          <table className={css.table}>
            <caption className="screen-reader">Stays and what is arranged for after them</caption>
            <thead>
              <tr>
                <th scope="col">Bed</th>
                <th scope="col">Patient</th>
                <th scope="col">Here for</th>
                <th scope="col">Since</th>
                <th scope="col">Work</th>
                <th scope="col">Plan</th>
                <th scope="col">Referrals</th>
                <th scope="col">Next visit</th>
                <th scope="col">
                  <span className="screen-reader">Open</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ encounter, patient, bed }) => {
                const own = workOf(patient.id);
                const referred = referrals.list.filter(
                  (one) => idOf(one.subject) === patient.id && hasCode(one.category, 'referral'),
                ).length;
                const visit = visits.list
                  .filter((one) => idOf(patientOf(one)) === patient.id && Date.parse(one.start ?? '') > now())
                  .toSorted((a, b) => (a.start ?? '').localeCompare(b.start ?? ''))[0];
                const days = Math.floor((now() - Date.parse(encounter.period?.start ?? '')) / dayMs);
                return (
                  <tr key={encounter.id}>
                    <td>{bed}</td>
                    <th scope="row">
                      {nameText(patient.name)}
                      <div className={css.quiet}>{birthText(patient.birthDate)}</div>
                    </th>
                    <td>{textOf(encounter.reasonCode?.[0])}</td>
                    <td>{plural(Math.max(0, days), 'day')}</td>
                    <td>{own > 0 ? own : <span className={css.quiet}>none</span>}</td>
                    <td>{plans.list.some((one) => idOf(one.subject) === patient.id) ? 'yes' : <span className={css.quiet}>none</span>}</td>
                    <td>{referred > 0 ? referred : <span className={css.quiet}>none</span>}</td>
                    <td>{visit ? dayText(visit.start, zone) : <span className={css.quiet}>none</span>}</td>
                    <td>
                      <Button size="compact-xs" variant="light" onClick={() => go({ patient: patient.id ?? '', screen: 'care-plan' })}>
                        Plan<span className="screen-reader"> for {nameText(patient.name)}</span>
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
