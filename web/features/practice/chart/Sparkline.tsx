import { measuredAt } from '../fhir/observation-words.ts';
import type { Observation } from '../fhir/resources.ts';
import css from './chart.module.css';

interface Props {
  /** Newest first. */
  observations: readonly Observation[];
  width?: number;
  height?: number;
}

/** The run of a value, oldest left, with its reference range as a band. The numbers beside it say the same to a screen reader. */
export function Sparkline({ observations, width = 84, height = 20 }: Props) {
  const points = observations
    .flatMap((one) => (one.valueQuantity?.value === undefined ? [] : [{ at: Date.parse(measuredAt(one)), value: one.valueQuantity.value }]))
    .toReversed();
  const range = observations.find((one) => one.referenceRange)?.referenceRange?.[0];
  if (points.length < 2) return null;
  const values = points.map((point) => point.value);
  const low = Math.min(...values, range?.low?.value ?? Infinity);
  const high = Math.max(...values, range?.high?.value ?? -Infinity);
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1];
  const x = (at: number): number => 2 + ((at - first) / Math.max(1, last - first)) * (width - 4);
  const y = (value: number): number => 2 + (1 - (value - low) / Math.max(1e-9, high - low)) * (height - 4);
  const top = range?.high?.value === undefined ? 0 : y(range.high.value);
  const bottom = range?.low?.value === undefined ? height : y(range.low.value);
  const end = points.at(-1);
  return (
    <svg className={css.spark} width={width} height={height} aria-hidden="true">
      {range && <rect x={0} y={top} width={width} height={Math.max(1, bottom - top)} fill="var(--ae-good-soft)" />}
      <polyline
        points={points.map((point) => `${x(point.at)},${y(point.value)}`).join(' ')}
        fill="none"
        stroke="var(--ae-accent)"
        strokeWidth={1.4}
      />
      {end && <circle cx={x(end.at)} cy={y(end.value)} r={2.2} fill="var(--ae-accent)" />}
    </svg>
  );
}
