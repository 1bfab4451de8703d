import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { useChartMedications } from '../chart/use-chart-medications.ts';
import { ValueFlag } from '../chart/ValueFlag.tsx';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import { measuredAt, seriesOf, unitOf } from '../fhir/observation-words.ts';
import type { MedicationRequest, Observation } from '../fhir/resources.ts';
import { usePatientList } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';

/** What a pharmacist looks at with dose and kidneys: creatinine, filtration, potassium, platelets, hemoglobin, INR, liver, drug levels. */
const usefulLabs = ['2160-0', '98979-8', '2823-3', '777-3', '718-7', '6301-6', '1742-6', '4092-3', '10535-3', '19123-9'];

/** What stands beside an order when it is judged: the other drugs, the laboratory. */
export function VerifyContext({ order }: { order: MedicationRequest }) {
  const { patientId } = usePatient();
  const { now, zone, note } = useAttempt();
  const { inpatient, statements } = useChartMedications();
  const labs = usePatientList<Observation>('Observation', patientId, { category: 'laboratory', _sort: '-date' });
  const others = inpatient.filter((one) => one.id !== order.id && (one.status === 'active' || one.status === 'on-hold'));
  const weights = usePatientList<Observation>('Observation', patientId, { code: '29463-7', _sort: '-date', _count: 10 });
  const series = [...seriesOf(weights.list), ...seriesOf(labs.list).filter((one) => usefulLabs.includes(one.key))];
  return (
    <div className={css.grid}>
      <Section title="Other active medication" flush>
        <ul className={css.list}>
          {others.map((one) => (
            <li key={one.id}>
              <span className={css.main}>
                <strong>{drugText(one)}</strong> <span className={css.quiet}>{dosageText(one.dosageInstruction?.[0])}</span>
              </span>
            </li>
          ))}
          {others.length === 0 && <li className={css.quiet}>None ordered.</li>}
          {statements.length > 0 && (
            <li className={css.quiet}>
              At home: {statements.map((one) => `${drugText(one)}${one.status === 'active' ? '' : ` (${one.status})`}`).join(', ')}
            </li>
          )}
        </ul>
      </Section>
      <Section title="Weight and laboratory for doses" flush>
        <table className={css.table}>
          <caption className="screen-reader">Newest values</caption>
          <tbody>
            {series.map(({ key, name, observations: [newest] }) =>
              newest ? (
                <tr key={key}>
                  <th scope="row">
                    <button
                      type="button"
                      className={css.link}
                      onClick={() => note({ kind: 'viewed', patient: `Patient/${patientId}`, target: `Observation/${newest.id}` })}
                    >
                      {name}
                    </button>
                  </th>
                  <td className={css.num}>
                    <ValueFlag observation={newest} /> <span className={css.quiet}>{unitOf(newest)}</span>
                  </td>
                  <td className={css.when}>{nearText(measuredAt(newest), now(), zone)}</td>
                </tr>
              ) : null,
            )}
          </tbody>
        </table>
        {weights.data?.length === 0 && <p className={css.none}>No weight is recorded: ask before a dose by kilogram is judged.</p>}
        {labs.data && series.length === 0 && <p className={css.none}>None known.</p>}
      </Section>
    </div>
  );
}
