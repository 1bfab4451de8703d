import { Skeleton } from '@mantine/core';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { plural } from '#web/ui/time-text.ts';
import { hasCode, textOf } from '../fhir/codes.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import { abnormalityOf, measuredAt, seriesOf, unitOf } from '../fhir/observation-words.ts';
import type { Condition, Observation } from '../fhir/resources.ts';
import { usePatientList } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import css from './chart.module.css';
import { nearText, momentText } from './chart-time.ts';
import { Sparkline } from './Sparkline.tsx';
import { OpenableLine } from './OpenableLine.tsx';
import { NotesBlock } from './NotesBlock.tsx';
import { useChartMedications } from './use-chart-medications.ts';
import { ValueFlag } from './ValueFlag.tsx';

/** One page that tells why the patient is here and how they are. */
export function SummaryScreen() {
  const { encounter } = usePatient();
  const { zone } = useAttempt();
  return (
    <>
      <h1 className="screen-reader">Summary</h1>
      <div className={css.grid}>
        <Allergies />
        <Problems />
        <Medications />
        <HomeMedicines />
        <Latest category="vital-signs" title="Vital signs" />
        <Latest category="laboratory" title="Results that stand out" onlyAbnormal />
        <NotesBlock />
        <Section title="This stay" flush>
          <ul className={css.list}>
            <Line name="Here for">{encounter?.reasonCode?.map(textOf).join(', ')}</Line>
            <Line name="Since">{momentText(encounter?.period?.start, zone)}</Line>
            <Line name="Place">{encounter?.location?.map((one) => one.location.display).join(', ')}</Line>
            {encounter?.participant?.map((one) => (
              <Line key={one.individual?.reference} name={textOf(one.type?.[0]) || 'Care team'}>
                {one.individual?.display}
              </Line>
            ))}
          </ul>
        </Section>
      </div>
    </>
  );
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <li>
      <span className={`${css.quiet} ${css.name}`}>{name}</span>
      <span className={css.main}>{children || '–'}</span>
    </li>
  );
}

function Allergies() {
  const { allergies } = usePatient();
  return (
    <Section title="Allergies" flush>
      {allergies.length === 0 && <p className={css.none}>Not recorded: ask.</p>}
      <ul className={css.list}>
        {allergies.map((one) => (
          <OpenableLine
            key={one.id}
            target={`AllergyIntolerance/${one.id}`}
            name={textOf(one.code)}
            note={one.reaction?.flatMap((reaction) => reaction.manifestation?.map(textOf) ?? []).join(', ') ?? ''}
          >
            {[
              one.reaction?.[0]?.severity ? `Severity: ${one.reaction[0].severity}` : '',
              one.criticality ? `Risk: ${one.criticality}` : '',
              one.category?.length ? `Kind: ${one.category.join(', ')}` : '',
              one.recordedDate ? `Recorded: ${one.recordedDate.slice(0, 10)}` : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </OpenableLine>
        ))}
      </ul>
    </Section>
  );
}

function HomeMedicines() {
  const { statements, isPending, error } = useChartMedications();
  return (
    <Section title="Home medicines" flush>
      <ProblemAlert error={error} />
      {isPending && <Skeleton height={60} />}
      {!isPending && statements.length === 0 && <p className={css.none}>None recorded.</p>}
      <ul className={css.list}>
        {statements.map((one) => (
          <OpenableLine key={one.id} target={`MedicationStatement/${one.id}`} name={drugText(one)} note={dosageText(one.dosage?.[0])}>
            {[
              `Status: ${one.status}`,
              one.statusReason?.map(textOf).join(', '),
              one.dateAsserted ? `Asked: ${one.dateAsserted.slice(0, 10)}` : '',
              one.informationSource?.display,
            ]
              .filter(Boolean)
              .join(' · ')}
          </OpenableLine>
        ))}
      </ul>
    </Section>
  );
}

function Problems() {
  const { patientId } = usePatient();
  const query = usePatientList<Condition>('Condition', patientId);
  const active = query.list.filter(
    (one) => !hasCode(one.clinicalStatus, 'resolved', 'inactive', 'remission') && !hasCode(one.verificationStatus, 'entered-in-error'),
  );
  // The reason of the stay is a condition of its own, and often on the list already.
  const shown = active.filter((one, index) => active.findIndex((other) => textOf(other.code) === textOf(one.code)) === index);
  return (
    <Section title="Problems" note={plural(shown.length, 'active problem')} flush>
      <ProblemAlert error={query.error} />
      {query.isPending && <Skeleton height={60} />}
      {query.data && shown.length === 0 && <p className={css.none}>The problem list is empty.</p>}
      <ul className={css.list}>
        {shown.map((one) => (
          <li key={one.id}>
            <span className={css.main}>{textOf(one.code)}</span>
            <span className={css.when}>{one.onsetDateTime?.slice(0, 4)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Medications() {
  const { inpatient, prescriptions, isPending, error } = useChartMedications();
  const active = [...inpatient, ...(inpatient.length === 0 ? prescriptions : [])].filter(
    (one) => one.status === 'active' || one.status === 'on-hold',
  );
  return (
    <Section title="Medications" note={inpatient.length > 0 ? 'ordered in this stay' : 'taken at home'} flush>
      <ProblemAlert error={error} />
      {isPending && <Skeleton height={60} />}
      {!isPending && active.length === 0 && <p className={css.none}>None.</p>}
      <ul className={css.list}>
        {active.map((one) => (
          <li key={one.id}>
            <span className={css.main}>
              <strong>{drugText(one)}</strong> <span className={css.quiet}>{dosageText(one.dosageInstruction?.[0])}</span>
            </span>
            {one.status === 'on-hold' && (
              <span className={css.flag} data-flag="A">
                held
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Latest({ category, title, onlyAbnormal = false }: { category: string; title: string; onlyAbnormal?: boolean }) {
  const { patientId } = usePatient();
  const { now, zone } = useAttempt();
  const query = usePatientList<Observation>('Observation', patientId, { category, _sort: '-date' });
  const series = seriesOf(query.list).filter((one) => !onlyAbnormal || (one.observations[0] && abnormalityOf(one.observations[0]) !== ''));
  return (
    <Section title={title} flush>
      <ProblemAlert error={query.error} />
      {query.isPending && <Skeleton height={60} />}
      {query.data && series.length === 0 && (
        <p className={css.none}>{onlyAbnormal ? 'No newest result is out of its range.' : 'None recorded.'}</p>
      )}
      <table className={`${css.table} ${css.latest}`}>
        <caption className="screen-reader">{title}</caption>
        <tbody>
          {series.slice(0, 14).map(({ key, name, observations }) => {
            const newest = observations[0];
            if (!newest) return null;
            return (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td className={css.num}>
                  <ValueFlag observation={newest} /> <span className={css.quiet}>{unitOf(newest)}</span>
                </td>
                <td>
                  <Sparkline observations={observations} />
                </td>
                <td className={css.when}>{nearText(measuredAt(newest), now(), zone)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
