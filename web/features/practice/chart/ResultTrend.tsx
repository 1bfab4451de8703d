import { Drawer } from '@mantine/core';
import { momentText } from './chart-time.ts';
import { measuredAt, rangeText, unitOf, type Series } from '../fhir/observation-words.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import css from './chart.module.css';
import { Sparkline } from './Sparkline.tsx';
import { ValueFlag } from './ValueFlag.tsx';

/** One test over time: drawn, and as numbers. */
export function ResultTrend({ series, onClose }: { series: Series; onClose: () => void }) {
  const { zone } = useAttempt();
  const newest = series.observations[0];
  return (
    <Drawer opened onClose={onClose} title={series.name} size={460} closeButtonProps={{ 'aria-label': 'Close' }}>
      {newest && (
        <p className={css.quiet}>
          Reference range {rangeText(newest) || 'not given'} {unitOf(newest)}
        </p>
      )}
      <Sparkline observations={series.observations} width={400} height={150} />
      <table className={css.table} style={{ marginTop: 16 }}>
        <caption className="screen-reader">{series.name} by time</caption>
        <tbody>
          {series.observations.map((one) => (
            <tr key={one.id}>
              <th scope="row">{momentText(measuredAt(one), zone)}</th>
              <td className={css.num}>
                <ValueFlag observation={one} /> <span className={css.quiet}>{unitOf(one)}</span>
              </td>
              <td className={css.quiet}>{one.note?.map((note) => note.text).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Drawer>
  );
}
