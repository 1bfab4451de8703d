import { afterAll, beforeAll, expect, test } from 'vitest';
import { defined } from '#kernel/assert.ts';
import * as coverage from './contract.ts';
import { firstOf, startTestHospital, week, type TestHospital } from './hospital-for-tests.ts';

const published = { planId: coverage.publishedPlanId };
let hospital: TestHospital;

beforeAll(async () => {
  hospital = await startTestHospital();
  await hospital.publish((await hospital.plan()).planId);
});
afterAll(() => hospital.app.close());

const apply = (edit: coverage.Edit) => hospital.coordinator.call(coverage.applyEdit, { params: published, body: { edit } });
/** All but the version, which every change counts up. */
const content = (one: coverage.AssignmentView): object => ({ ...one, version: 0 });

test('a removal opens a gap with its reason, boards hear of it, and undo closes it again', async () => {
  const before = await hospital.published();
  const shift = firstOf(before.assignments, (one) => one.unitId === '4W' && one.shiftId === 'N');
  const removed = await apply({ kind: 'remove', assignmentId: shift.id, version: shift.version });
  expect(removed.removed).toBe(true);
  expect(removed.uncovered.map((gap) => gap.needId)).toEqual([...shift.needIds]);

  const since = before.board.version;
  const changes = await hospital.coordinator.call(coverage.getBoardChanges, { query: { ...week, since } });
  expect(changes).toMatchObject({ full: false, version: removed.version, removed: [shift.id] });
  expect(changes.needs.map((need) => [need.id, need.filled])).toEqual(shift.needIds.map((id) => [id, 0]));
  expect(changes.uncovered.map((gap) => gap.needId)).toContain(shift.needIds[0]);

  const undone = await apply(removed.inverse);
  expect(content(undone.assignment)).toEqual(content(shift));
  expect(undone.uncovered).toEqual([]);
  const after = await hospital.published();
  expect(after.assignments.map(content)).toEqual(before.assignments.map(content));
});

test('a stale version and a broken rule are refused, and nothing changes', async () => {
  const { assignments, board } = await hospital.published();
  const shift = firstOf(assignments, (one) => one.unitId === '4W' && one.shiftId === 'N');
  const stale = apply({ kind: 'remove', assignmentId: shift.id, version: shift.version - 1 });
  await expect(stale).rejects.toMatchObject({ status: 409, code: 'changed-meanwhile' });
  const toDayWorker: coverage.Edit = { kind: 'move', assignmentId: shift.id, version: shift.version, personId: 'S4' };
  const judged = await hospital.coordinator.call(coverage.judgeEdit, { params: published, body: { edit: toDayWorker } });
  expect(judged.allowed).toBe(false);
  expect(judged.verdicts).toContainEqual(expect.objectContaining({ rule: 'shift-allowed', level: 'hard' }));
  expect(judged.verdicts.find((verdict) => verdict.level === 'hard')?.text).toMatch(/^Tom Reed /);
  await expect(apply(toDayWorker)).rejects.toMatchObject({ status: 409, code: 'breaks-rule' });
  expect((await hospital.published()).board.version).toBe(board.version);
});

test('everybody is judged for a need as they are judged one by one', async () => {
  const { assignments } = await hospital.published();
  const shift = firstOf(assignments, (one) => one.unitId === '4W' && one.shiftId === 'N');
  const { people } = await hospital.coordinator.call(coverage.judgePeople, {
    params: published,
    body: { needId: defined(shift.needIds[0], 'need'), assignmentId: shift.id },
  });
  expect(people.map((one) => one.personId).toSorted()).toEqual(['S1', 'S2', 'S3', 'S4', 'S5']);
  for (const { personId, allowed, verdicts } of people) {
    const edit: coverage.Edit = { kind: 'move', assignmentId: shift.id, version: shift.version, personId };
    const single = await hospital.coordinator.call(coverage.judgeEdit, { params: published, body: { edit } });
    expect({ personId, ...single }).toEqual({ personId, allowed, verdicts });
  }
});

test('a move tells both people, and putting back is its undo', async () => {
  const { assignments } = await hospital.published();
  for (const shift of assignments.filter((one) => one.start > hospital.app.clock.now())) {
    const { people } = await hospital.coordinator.call(coverage.judgePeople, {
      params: published,
      body: { needId: defined(shift.needIds[0], 'need'), assignmentId: shift.id },
    });
    const other = people.find((one) => one.allowed && one.personId !== shift.personId);
    if (!other) continue;
    const moved = await apply({ kind: 'move', assignmentId: shift.id, version: shift.version, personId: other.personId });
    expect(moved.assignment.personId).toBe(other.personId);
    const phone = await hospital.app.signIn('supporter', other.personId);
    const { notices } = await phone.call(coverage.listNotices, {});
    expect(notices[0]?.text).toMatch(/^You are on /);
    const undone = await apply(moved.inverse);
    expect(content(undone.assignment)).toEqual(content(shift));
    return;
  }
  expect.unreachable('nobody could be moved');
});

test('why: an assignment and a need explain themselves', async () => {
  const { assignments, needs } = await hospital.published();
  const shift = firstOf(assignments, (one) => one.unitId === '4W' && one.shiftId === 'D');
  const why = await hospital.coordinator.call(coverage.explainAssignment, { params: { ...published, assignmentId: shift.id } });
  expect(why.lines.some((line) => line.startsWith('Rests long enough'))).toBe(true);
  const round = defined(
    needs.find((need) => need.kind === 'round'),
    'a round',
  );
  const need = await hospital.coordinator.call(coverage.explainNeed, { params: { ...published, needId: round.id } });
  expect(need.title).toContain('Wei Chen');
  expect(need.need.id).toBe(round.id);
});
