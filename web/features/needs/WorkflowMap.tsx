import type { WorkflowStepView } from '#training/contract.ts';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import { wordText } from '#web/ui/word-text.ts';
import { box, drawMap } from './draw-map.ts';
import css from './WorkflowMap.module.css';

interface Props {
  label: string;
  steps: readonly WorkflowStepView[];
  /** Steps that are new or other than in the other map. */
  marked: ReadonlySet<string>;
  selected: string | null;
  onSelect: (stepId: string) => void;
}

/** The map as a picture in lanes; a click selects the step in the list below it, which says the same in words. */
export function WorkflowMap({ label, steps, marked, selected, onSelect }: Props) {
  const { steps: drawn, lanes, arrows, width, height } = drawMap(steps);
  return (
    <ScrollRegion label={label}>
      <svg
        width={width}
        height={height}
        className={css.map}
        role="img"
        aria-label={`${label}: ${steps.length} steps in ${lanes.length} lanes`}
      >
        <defs>
          <marker id="arrow-end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0L8 4L0 8z" className={css.head} />
          </marker>
        </defs>
        {lanes.map((lane, i) => (
          <g key={lane.who}>
            <rect x={0} y={lane.y} width={width} height={lane.height} className={i % 2 === 0 ? css.lane : css.otherLane} />
            <text x={8} y={lane.y + 20} className={css.who}>
              {wordText(lane.who)}
            </text>
          </g>
        ))}
        {arrows.map((one) => (
          <g key={one.key}>
            <path d={one.path} className={css.arrow} markerEnd="url(#arrow-end)" />
            {one.when !== '' && (
              <text x={one.x} y={one.y} className={css.when}>
                {one.when}
              </text>
            )}
          </g>
        ))}
        {drawn.map(({ step, x, y }) => (
          <foreignObject key={step.stepId} x={x} y={y} width={box.width} height={box.height} onClick={() => onSelect(step.stepId)}>
            <div
              className={`${css.box} ${css[step.kind] ?? ''} ${marked.has(step.stepId) ? css.marked : ''} ${selected === step.stepId ? css.selected : ''}`}
              title={step.name}
            >
              {step.name}
            </div>
          </foreignObject>
        ))}
      </svg>
    </ScrollRegion>
  );
}
