import { SegmentedControl, Skeleton } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, timeText } from '#web/ui/time-text.ts';
import { abnormalityOf, measuredAt, rangeText, seriesOf, unitOf, type Series } from '../fhir/observation-words.ts';
import type { Observation } from '../fhir/resources.ts';
import { usePatientList } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { oneTabStop } from '../shell/one-tab-stop.ts';
import { usePlace } from '../shell/place.ts';
import { arrowWalk } from '../shell/use-arrow-walk.ts';
import css from './chart.module.css';
import { ResultTrend } from './ResultTrend.tsx';
import { Sparkline } from './Sparkline.tsx';
import { ValueFlag } from './ValueFlag.tsx';

const columnsMax = 7;

/** Results by test and time with their flags; a test opens its run over time. */
export function ResultsScreen() {
  const { patientId } = usePatient();
  const { zone, note } = useAttempt();
  const place = usePlace();
  const query = usePatientList<Observation>('Observation', patientId, { category: 'laboratory', _sort: '-date' });
  const [only, setOnly] = useState<'all' | 'abnormal'>('all');
  const series = useMemo(() => seriesOf(query.list), [query.list]);
  const shown = series.filter((one) => only === 'all' || one.observations.some((observation) => abnormalityOf(observation) !== ''));
  const times = useMemo(() => [...new Set(query.list.map(measuredAt))].toSorted().slice(-columnsMax).toReversed(), [query.list]);
  const chosen = series.find((one) => one.key === place.item);
  const newest = chosen?.observations[0]?.id;
  useEffect(() => {
    if (newest) note({ kind: 'viewed', patient: `Patient/${patientId}`, target: `Observation/${newest}` });
  }, [newest, note, patientId]);
  return (
    <>
      <h1 className="screen-reader">Results</h1>
      <div style={{ marginBottom: 10 }}>
        <SegmentedControl
          size="xs"
          aria-label="Which results"
          value={only}
          onChange={(value) => setOnly(value === 'abnormal' ? 'abnormal' : 'all')}
          data={[
            { value: 'all', label: `All ${series.length}` },
            { value: 'abnormal', label: 'Out of range' },
          ]}
        />
      </div>
      <ProblemAlert error={query.error} title="The results could not be read" />
      {query.isPending && <Skeleton height={260} aria-busy="true" />}
      {query.data && series.length === 0 && (
        <EmptyState title="No results yet">Results of what is ordered appear here as they come.</EmptyState>
      )}
      {shown.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrow keys move between the buttons inside
        <div className={css.wide} ref={oneTabStop} onKeyDown={arrowWalk}>
          <table className={css.table}>
            <caption className="screen-reader">Laboratory results, the newest left</caption>
            <thead>
              <tr>
                <th scope="col" className={css.sticky}>
                  Test
                </th>
                {times.map((time) => (
                  <th key={time} scope="col" className={css.num}>
                    {dateText(new Date(time), zone)}
                    <br />
                    {timeText(new Date(time), zone)}
                  </th>
                ))}
                <th scope="col">Range</th>
                <th scope="col">Run</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((one) => (
                <ResultRow
                  key={one.key}
                  series={one}
                  times={times}
                  onOpen={() => place.go({ patient: patientId, screen: 'results', item: one.key })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {chosen && <ResultTrend series={chosen} onClose={() => place.go({ patient: patientId, screen: 'results' })} />}
    </>
  );
}

function ResultRow({ series, times, onOpen }: { series: Series; times: readonly string[]; onOpen: () => void }) {
  const newest = series.observations[0];
  return (
    <tr>
      <th scope="row" className={css.sticky}>
        <button type="button" data-walk data-start className={css.link} onClick={onOpen}>
          {series.name}
        </button>{' '}
        <span className={css.quiet}>{newest ? unitOf(newest) : ''}</span>
      </th>
      {times.map((time) => {
        const observation = series.observations.find((one) => measuredAt(one) === time);
        return (
          <td key={time} className={css.num}>
            {observation && <ValueFlag observation={observation} />}
          </td>
        );
      })}
      <td className={css.quiet}>{newest ? rangeText(newest) : ''}</td>
      <td>
        <Sparkline observations={series.observations} />
      </td>
    </tr>
  );
}
