import type { WorkflowStepView } from '#training/contract.ts';

/*
 * A workflow map as a picture: column by the longest way from the start, lane by who does it. Drawn from the list that people edit.
 */

export interface DrawnStep {
  readonly step: WorkflowStepView;
  readonly x: number;
  readonly y: number;
}

export interface DrawnMap {
  readonly steps: readonly DrawnStep[];
  readonly lanes: readonly { readonly who: string; readonly y: number; readonly height: number }[];
  readonly arrows: readonly {
    readonly key: string;
    readonly path: string;
    readonly when: string;
    readonly x: number;
    readonly y: number;
  }[];
  readonly width: number;
  readonly height: number;
}

export const box = { width: 132, height: 52 } as const;
const gap = { x: 36, y: 16 } as const;
const laneHead = 96;
const cell = { x: box.width + gap.x, y: box.height + gap.y };

export function drawMap(steps: readonly WorkflowStepView[]): DrawnMap {
  const column = columnsOf(steps);
  const who = [...new Set(steps.map((step) => step.who))];
  const filled = new Map<string, number>();
  const cells = steps.map((step) => {
    const [lane, at] = [who.indexOf(step.who), column.get(step.stepId) ?? 0];
    const row = filled.get(`${lane} ${at}`) ?? 0;
    filled.set(`${lane} ${at}`, row + 1);
    return { step, lane, at, row };
  });
  let top = 0;
  const lanes = who.map((name, lane) => {
    const rows = Math.max(1, ...cells.filter((one) => one.lane === lane).map((one) => one.row + 1));
    const height = rows * cell.y + gap.y;
    const drawn = { who: name, y: top, height };
    top += height;
    return drawn;
  });
  const drawn = cells.map(({ step, lane, at, row }): DrawnStep => ({
    step,
    x: laneHead + at * cell.x,
    y: (lanes[lane]?.y ?? 0) + gap.y + row * cell.y,
  }));
  const byId = new Map(drawn.map((one) => [one.step.stepId, one]));
  const arrows = drawn.flatMap((from) =>
    from.step.next.flatMap(({ to, when }) => {
      const target = byId.get(to);
      return target ? [{ key: `${from.step.stepId} ${to} ${when}`, when, ...arrow(from, target) }] : [];
    }),
  );
  const columns = Math.max(0, ...column.values()) + 1;
  return { steps: drawn, lanes, arrows, width: laneHead + columns * cell.x, height: Math.max(top, box.height) };
}

/** The longest way from the start; a way back closes no circle. */
function columnsOf(steps: readonly WorkflowStepView[]): Map<string, number> {
  const byId = new Map(steps.map((step) => [step.stepId, step]));
  const column = new Map<string, number>();
  const visit = (stepId: string, at: number, path: ReadonlySet<string>): void => {
    const step = byId.get(stepId);
    if (!step || path.has(stepId) || (column.get(stepId) ?? -1) >= at) return;
    column.set(stepId, at);
    for (const { to } of step.next) visit(to, at + 1, new Set([...path, stepId]));
  };
  for (const step of steps) if (step.kind === 'start') visit(step.stepId, 0, new Set());
  for (const step of steps) if (!column.has(step.stepId)) visit(step.stepId, 0, new Set());
  return column;
}

function arrow(from: DrawnStep, to: DrawnStep): { path: string; x: number; y: number } {
  const middle = box.height / 2;
  if (to.x > from.x) {
    const [x1, y1, x2, y2] = [from.x + box.width, from.y + middle, to.x, to.y + middle];
    const bend = (x1 + x2) / 2;
    return { path: `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`, x: x1 + 6, y: y2 > y1 ? y1 + 16 : y1 - 5 };
  }
  // Back, or straight down: under the boxes.
  const [x1, y1, x2, y2] = [from.x + box.width / 2, from.y + box.height, to.x + box.width / 2, to.y + box.height];
  const low = Math.max(y1, y2) + gap.y - 4;
  return { path: `M${x1} ${y1}C${x1} ${low} ${x2} ${low} ${x2} ${y2}`, x: (x1 + x2) / 2, y: low };
}
