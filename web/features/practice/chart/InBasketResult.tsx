import { Loader } from '@mantine/core';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { pathOf, textOf } from '../fhir/codes.ts';
import { rangeText, unitOf } from '../fhir/observation-words.ts';
import type { DiagnosticReport, Observation } from '../fhir/resources.ts';
import { useRead, useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import css from './chart.module.css';
import { momentText } from './chart-time.ts';
import { ValueFlag } from './ValueFlag.tsx';

/** A report that waits to be acknowledged, with its values. */
export function ReportResult({ id, patientId }: { id: string; patientId: string }) {
  const { zone } = useAttempt();
  const report = useRead<DiagnosticReport>('DiagnosticReport', id);
  const ids = report.data?.result?.map((one) => pathOf(one).split('/')[1] ?? '') ?? [];
  const results = useSearch<Observation>('Observation', ids.length > 0 ? { _id: ids.join(','), patient: patientId, _count: 100 } : null);
  if (report.isPending) return <Loader size="xs" />;
  return (
    <>
      <ProblemAlert error={report.error ?? results.error} />
      <p>
        {textOf(report.data?.code)}, {momentText(report.data?.effectiveDateTime, zone)}
      </p>
      {report.data?.conclusion && <p className={css.note}>{report.data.conclusion}</p>}
      <table className={css.table}>
        <caption className="screen-reader">Values</caption>
        <tbody>
          {results.list.map((one) => (
            <tr key={one.id}>
              <th scope="row">{textOf(one.code)}</th>
              <td className={css.num}>
                <ValueFlag observation={one} /> <span className={css.quiet}>{unitOf(one)}</span>
              </td>
              <td className={css.quiet}>{rangeText(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** One value that waits to be acknowledged. */
export function SingleResult({ id }: { id: string }) {
  const result = useRead<Observation>('Observation', id);
  return (
    <>
      <ProblemAlert error={result.error} />
      {result.data && (
        <p>
          {textOf(result.data.code)}: <ValueFlag observation={result.data} /> {unitOf(result.data)}{' '}
          <span className={css.quiet}>({rangeText(result.data)})</span>
        </p>
      )}
    </>
  );
}
