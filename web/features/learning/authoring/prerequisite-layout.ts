export interface GraphNode {
  readonly moduleId: string;
  readonly title: string;
  readonly prerequisites: readonly string[];
}
export interface PlacedNode extends GraphNode {
  readonly column: number;
  readonly row: number;
}

/** Each module one column right of the last of its prerequisites. Needs a graph without circles, as published modules are. */
export function layOut(nodes: readonly GraphNode[]): PlacedNode[] {
  const byId = new Map(nodes.map((node) => [node.moduleId, node]));
  const depths = new Map<string, number>();
  const depth = (node: GraphNode): number => {
    const known = depths.get(node.moduleId);
    if (known !== undefined) return known;
    depths.set(node.moduleId, 0);
    const before = node.prerequisites.flatMap((id) => byId.get(id) ?? []);
    const own = before.length === 0 ? 0 : 1 + Math.max(...before.map(depth));
    depths.set(node.moduleId, own);
    return own;
  };
  const rows = new Map<number, number>();
  return nodes.map((node) => {
    const column = depth(node);
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return { ...node, column, row };
  });
}
