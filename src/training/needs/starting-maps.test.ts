import { expect, test } from 'vitest';
import { defaultCompetencies, defaultRoles } from '../core/gate/default-matrix.ts';
import { changesBetween, checkMap } from '../core/needs/workflow.ts';
import { startingMaps } from './starting-maps.ts';

test('ten job roles have maps that can be read, in which something changes, and tasks that end in competencies of their own matrix', () => {
  const maps = startingMaps();
  expect(maps.length).toBe(10);
  for (const { jobRole, today, future, tasks } of maps) {
    expect([...checkMap(today), ...checkMap(future)]).toEqual([]);
    const { added, changed } = changesBetween(today, future);
    expect(added.length + changed.length).toBeGreaterThan(1);
    const cells = (defaultRoles[jobRole]?.cells ?? []).map(([competencyId]) => competencyId);
    expect(tasks.filter(({ competencyId }) => !cells.includes(competencyId ?? '')).map(({ taskId }) => taskId)).toEqual([]);
    expect(tasks.every(({ competencyId }) => (competencyId ?? '') in defaultCompetencies)).toBe(true);
  }
  const ids = maps.flatMap(({ tasks }) => tasks.map(({ taskId }) => taskId));
  expect(new Set(ids).size).toBe(ids.length);
});
