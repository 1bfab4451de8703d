import css from './authoring.module.css';
import { layOut, type GraphNode, type PlacedNode } from './prerequisite-layout.ts';

const [boxWidth, boxHeight, gapX, gapY] = [190, 34, 56, 12];
const x = (node: PlacedNode): number => 2 + node.column * (boxWidth + gapX);
const y = (node: PlacedNode): number => 2 + node.row * (boxHeight + gapY);
const cut = (text: string): string => (text.length > 29 ? `${text.slice(0, 28)}…` : text);

/** What comes before what. The list beside it says the same in words. */
export function PrerequisiteGraph({ nodes }: { nodes: readonly GraphNode[] }) {
  const placed = layOut(nodes);
  const byId = new Map(placed.map((node) => [node.moduleId, node]));
  const width = 4 + Math.max(...placed.map((node) => x(node) + boxWidth), boxWidth);
  const height = 4 + Math.max(...placed.map((node) => y(node) + boxHeight), boxHeight);
  return (
    <svg
      className={css.graph}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label="Which module comes before which"
    >
      {placed.flatMap((node) =>
        node.prerequisites.flatMap((id) => {
          const before = byId.get(id);
          if (!before) return [];
          const [x1, y1, x2, y2] = [x(before) + boxWidth, y(before) + boxHeight / 2, x(node), y(node) + boxHeight / 2];
          return [
            <path
              key={`${id} ${node.moduleId}`}
              className={css.edge}
              d={`M${x1} ${y1}C${x1 + gapX / 2} ${y1} ${x2 - gapX / 2} ${y2} ${x2} ${y2}`}
            />,
          ];
        }),
      )}
      {placed.map((node) => (
        <g key={node.moduleId}>
          <title>{node.title}</title>
          <rect className={css.node} x={x(node)} y={y(node)} width={boxWidth} height={boxHeight} rx="6" />
          <text className={css.nodeText} x={x(node) + 10} y={y(node) + 21}>
            {cut(node.title)}
          </text>
        </g>
      ))}
    </svg>
  );
}
