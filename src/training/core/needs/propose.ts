import { priorityOf, type AssessedTask } from './priority.ts';

export interface MatrixCell {
  readonly competencyId: string;
  readonly level: number;
  readonly mandatory: boolean;
}

/** What the assessment would change in the requirements of one job role. */
export interface CellProposal {
  readonly competencyId: string;
  readonly kind: 'add' | 'raise' | 'make-mandatory' | 'question';
  readonly level: number;
  readonly mandatory: boolean;
  readonly reason: string;
}

/**
 * Requirements that the tasks ask for and the matrix does not have, and cells that no task asks for. Nothing is changed by this: each proposal is
 * taken or left by a person, with the reason in the matrix.
 */
export function proposeCells(tasks: readonly AssessedTask[], cells: readonly MatrixCell[]): CellProposal[] {
  const current = new Map(cells.map((cell) => [cell.competencyId, cell]));
  const byCompetency = Map.groupBy(
    tasks.filter(({ competencyId }) => competencyId !== null),
    ({ competencyId }) => competencyId ?? '',
  );
  const asked = [...byCompetency].flatMap(([competencyId, those]): CellProposal[] => {
    const [first] = those.map((task) => ({ task, priority: priorityOf(task) })).toSorted((a, b) => b.priority.score - a.priority.score);
    if (!first) return [];
    const mandatory = first.task.harm >= 4 || first.priority.band === 'high';
    // Who does it weekly does it alone; who does it now and then must know how.
    const level = first.task.timesAWeek >= 1 || mandatory ? 2 : 1;
    const reason = `${first.task.name}: ${first.priority.why} (priority ${first.priority.score}).`;
    const cell = current.get(competencyId);
    const wanted = { competencyId, level: Math.max(level, cell?.level ?? 1), mandatory: mandatory || (cell?.mandatory ?? false), reason };
    if (!cell) return first.priority.band === 'low' ? [] : [{ ...wanted, kind: 'add' }];
    if (cell.level < level) return [{ ...wanted, kind: 'raise' }];
    return mandatory && !cell.mandatory ? [{ ...wanted, kind: 'make-mandatory' }] : [];
  });
  const unasked = cells
    .filter(({ competencyId }) => !byCompetency.has(competencyId))
    .map(({ competencyId, level, mandatory }): CellProposal => ({
      competencyId,
      level,
      mandatory,
      kind: 'question',
      reason: 'No task of this role asks for it. Add the task, or ask whether it is needed.',
    }));
  // With no task at all nothing is known, so nothing is questioned.
  return [...asked, ...(byCompetency.size === 0 ? [] : unasked)];
}
