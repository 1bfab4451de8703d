import { useElementSize } from '@mantine/hooks';
import type { PlanProgress } from '#coverage/contract.ts';
import css from './plans.module.css';
import { gapText, moneyText } from './plan-words.ts';

const [height, left, right, top, bottom] = [180, 76, 12, 10, 22];

/** Cost of the best plan so far above what no plan can go below: the band between is what is not yet known. */
export function PlanProgressChart({ points, secondsMax }: { points: readonly PlanProgress[]; secondsMax: number }) {
  const { ref, width: measured } = useElementSize();
  const width = Math.max(240, measured);
  const known = points.filter((point) => point.incumbent !== null);
  const values = points.flatMap((point) => [point.incumbent, point.bound]).filter((value) => value !== null);
  if (known.length === 0)
    return (
      <p ref={ref} className={css.quiet}>
        No plan found yet.
      </p>
    );
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = (high - low) * 0.08 || Math.max(1, high * 0.01);
  const x = (seconds: number): number => left + (Math.min(seconds, secondsMax) / secondsMax) * (width - left - right);
  const y = (value: number): number => top + ((high + pad - value) / (high - low + 2 * pad)) * (height - top - bottom);
  const steps = (pick: (point: PlanProgress) => number | null): string =>
    points
      .flatMap((point) => {
        const value = pick(point);
        return value === null ? [] : [`${x(point.seconds).toFixed(1)},${y(value).toFixed(1)}`];
      })
      .join(' ');
  const both = points.filter((point) => point.incumbent !== null && point.bound !== null);
  const band = [
    ...both.map((point) => `${x(point.seconds)},${y(point.incumbent ?? 0)}`),
    ...both.toReversed().map((point) => `${x(point.seconds)},${y(point.bound ?? 0)}`),
  ].join(' ');
  const last = known.at(-1);
  const label = `Best cost ${moneyText(last?.incumbent ?? 0)}, bound ${last?.bound == null ? 'not yet known' : moneyText(last.bound)}, gap ${gapText(last?.gap ?? null)}`;
  return (
    <div ref={ref}>
      <svg className={css.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        <polygon className={css.band} points={band} />
        <line className={css.axis} x1={left} x2={width - right} y1={height - bottom} y2={height - bottom} />
        {[high, low].map((value) => (
          <text key={value} className={css.label} x={left - 8} y={y(value) + 4} textAnchor="end">
            {moneyText(value)}
          </text>
        ))}
        <text className={css.label} x={width - right} y={height - 6} textAnchor="end">
          {Math.round(secondsMax)} s
        </text>
        <polyline className={css.bound} points={steps((point) => point.bound)} />
        <polyline className={css.incumbent} points={steps((point) => point.incumbent)} />
      </svg>
    </div>
  );
}
