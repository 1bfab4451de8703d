import { afterAll, beforeAll, expect, test } from 'vitest';
import * as coverage from './contract.ts';
import { firstOf, startTestHospital, week, type TestHospital } from './hospital-for-tests.ts';

let hospital: TestHospital;

beforeAll(async () => {
  hospital = await startTestHospital();
});
afterAll(() => hospital.app.close());

test('rows become a plan, a board, a publication and shifts on a phone', async () => {
  const { coordinator } = hospital;
  const plan = await hospital.plan();
  expect(plan.problem).toBeNull();
  expect(plan.status).toBe('draft');
  const board = await coordinator.call(coverage.getBoard, { query: { ...week, planId: plan.planId } });
  const { needs, assignments } = coverage.unpackBoard(board);
  expect(assignments.length).toBe(plan.result?.assignments);
  expect(needs.length).toBe(plan.result?.needs);
  expect(assignments.flatMap((one) => one.needIds).every((id) => needs.some((need) => need.id === id))).toBe(true);

  const diff = await hospital.publish(plan.planId);
  expect(diff.breaches).toEqual([]);
  expect(diff.gains).toBe(assignments.length);

  const published = await hospital.published();
  expect(published.board.status).toBe('published');
  const place = (one: coverage.AssignmentView): string => `${one.personId} ${one.start} ${one.unitId} ${one.needIds.join()}`;
  expect(published.assignments.map(place).toSorted()).toEqual(assignments.map(place).toSorted());
  const own = published.assignments.filter((one) => one.personId === 'S1');
  expect(own.length).toBeGreaterThan(0);
  const phone = await hospital.app.signIn('supporter', 'S1');
  const mine = await phone.call(coverage.getMyShifts, { query: {} });
  expect(mine.shifts.map((one) => one.id)).toEqual(own.map((one) => one.id));
  const notices = await phone.call(coverage.listNotices, {});
  expect(notices.unread).toBe(1);
  await phone.call(coverage.readNotices, { body: {} });
  expect((await phone.call(coverage.listNotices, {})).unread).toBe(0);
});

test('publishing the same plan again changes nothing and tells nobody', async () => {
  const [published] = (await hospital.coordinator.call(coverage.listPublications, {})).publications;
  const before = await hospital.published();
  const diff = await hospital.publish(published?.planId ?? '');
  expect({ gains: diff.gains, loses: diff.loses, changes: diff.changes, people: diff.people }).toEqual({
    gains: 0,
    loses: 0,
    changes: 0,
    people: [],
  });
  const after = await hospital.published();
  expect(after.assignments).toEqual(before.assignments);
  expect(after.needs).toEqual(before.needs);
});

test('a diff that was looked at too long ago is not published', async () => {
  const plan = await hospital.plan({ name: 'Again' });
  const diff = await hospital.coordinator.call(coverage.diffPlan, { params: { planId: plan.planId } });
  const { assignments } = await hospital.published();
  const [first] = assignments;
  const edit = { kind: 'lock' as const, assignmentId: first?.id ?? '', version: first?.version ?? 0, locked: true };
  await hospital.coordinator.call(coverage.applyEdit, { params: { planId: coverage.publishedPlanId }, body: { edit } });
  const { planVersion, publishedVersion } = diff;
  const late = hospital.coordinator.call(coverage.publishPlan, {
    params: { planId: plan.planId },
    body: { planVersion, publishedVersion },
  });
  await expect(late).rejects.toMatchObject({ status: 409, code: 'changed-meanwhile' });
});

test('a what-if cut takes the needs away, and the comparison says what it costs', async () => {
  const cut = { kind: 'cut' as const, unitId: '4W', shiftId: 'D', ...week, headcount: 0 };
  const plan = await hospital.plan({ name: 'Without 4 West days', changes: [cut] });
  const board = await hospital.coordinator.call(coverage.getBoard, { query: { ...week, planId: plan.planId } });
  const unit4WDays = coverage.unpackBoard(board).needs.filter((need) => need.unitId === '4W' && need.shiftId === 'D');
  expect(unit4WDays).toEqual([]);
  const compared = await hospital.coordinator.call(coverage.comparePlans, { query: { left: plan.planId, right: 'published' } });
  expect(compared.hours.left).toBeLessThan(compared.hours.right);
  expect(compared.summary).toContain(`“${plan.name}” frees `);
  const { supposes } = await hospital.coordinator.call(coverage.getPlan, { params: { planId: plan.planId } });
  expect(supposes).toEqual([expect.stringMatching(/^4 West, shift D, .+ to .+: no support$/)]);
  const { publishedVersion } = await hospital.coordinator.call(coverage.diffPlan, { params: { planId: plan.planId } });
  const tapered = await hospital.coordinator.call(coverage.askTaper, {
    params: { planId: 'published' },
    body: { unitId: '4W', shiftId: 'D', ...week },
  });
  expect(tapered.savedHours).toBeGreaterThan(0);
  expect(tapered.summary).toContain('Cutting 4 West shift D');
  expect((await hospital.coordinator.call(coverage.diffPlan, { params: { planId: plan.planId } })).publishedVersion).toBe(publishedVersion);
});

test('what has begun stays as it was when another plan is published', async () => {
  const { assignments } = await hospital.published();
  const begun = firstOf(assignments, (one) => one.kind === 'unit' && one.shiftId === 'D' && one.unitId === '4W');
  hospital.app.clock.set(new Date(begun.start + 3_600_000).toISOString());
  const plan = await hospital.plan({
    name: 'Cut from now on',
    changes: [{ kind: 'cut', unitId: '4W', shiftId: 'D', ...week, headcount: 0 }],
  });
  await hospital.publish(plan.planId);
  const after = (await hospital.published()).assignments.filter((one) => one.unitId === '4W' && one.shiftId === 'D' && one.kind === 'unit');
  expect(after.map((one) => one.id)).toEqual([begun.id]);
});
