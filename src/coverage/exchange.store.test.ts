import { afterAll, beforeAll, expect, test } from 'vitest';
import { defined } from '#kernel/assert.ts';
import type { Client } from '#test/harness/test-app.ts';
import * as coverage from './contract.ts';
import { firstOf, startTestHospital, type TestHospital } from './hospital-for-tests.ts';

let hospital: TestHospital;
const phones = new Map<string, Client>();
const phone = (personId: string): Client => defined(phones.get(personId), `phone of ${personId}`);

beforeAll(async () => {
  hospital = await startTestHospital();
  for (const personId of ['S1', 'S2', 'S3', 'S4', 'S5']) phones.set(personId, await hospital.app.signIn('supporter', personId));
  await hospital.publish((await hospital.plan()).planId);
});
afterAll(() => hospital.app.close());

test('05:50 sick, 05:51 covered: at most two others are disturbed, and everybody concerned is told', async () => {
  const { assignments } = await hospital.published();
  const shift = firstOf(assignments, (one) => one.kind === 'unit' && one.unitId === '4W' && one.start > hospital.app.clock.now());
  const callOut = await phone(shift.personId).call(coverage.createCallOut, {
    body: { personId: shift.personId, at: shift.start, until: shift.end, reason: 'ill' },
  });
  expect(callOut.status).toBe('proposed');
  const waiting = async (): Promise<string[]> => {
    const { callOuts } = await hospital.coordinator.call(coverage.listCallOuts, { query: { waiting: 'true' } });
    return callOuts.map((one) => one.callOutId);
  };
  expect(await waiting()).toEqual([callOut.callOutId]);
  expect(callOut.repair.disturbed.length).toBeLessThanOrEqual(2);
  const accepted = await hospital.coordinator.call(coverage.acceptCallOut, { params: { callOutId: callOut.callOutId } });
  expect(await waiting()).toEqual([]);
  expect(accepted.status).toBe('accepted');
  const after = await hospital.published();
  expect(after.assignments.filter((one) => one.personId === shift.personId && one.start < shift.end && one.end > shift.start)).toEqual([]);
  const still = after.board.uncovered.filter((gap) => shift.needIds.includes(gap.needId)).map((gap) => gap.needId);
  expect(still).toEqual(callOut.repair.uncovered.map((gap) => gap.needId).filter((id) => shift.needIds.includes(id)));
  for (const { personId } of callOut.repair.disturbed) {
    const { notices } = await phone(personId).call(coverage.listNotices, {});
    expect(notices.some((notice) => ['assigned', 'changed', 'removed'].includes(notice.kind))).toBe(true);
  }
  const again = hospital.coordinator.call(coverage.acceptCallOut, { params: { callOutId: callOut.callOutId } });
  await expect(again).rejects.toMatchObject({ status: 409, code: 'not-open' });
});

test('nobody calls out for somebody else', async () => {
  const body = { personId: 'S2', reason: '' };
  await expect(phone('S1').call(coverage.createCallOut, { body })).rejects.toMatchObject({ status: 403 });
});

test('a shift that is offered stays mine until a colleague takes it', async () => {
  const { assignments } = await hospital.published();
  for (const shift of assignments.filter((one) => one.kind === 'unit' && one.start > hospital.app.clock.now())) {
    const { offerId, told } = await phone(shift.personId).call(coverage.offerShift, { body: { assignmentId: shift.id } });
    if (told === 0) {
      await phone(shift.personId).call(coverage.withdrawOffer, { params: { offerId } });
      continue;
    }
    const mine = await phone(shift.personId).call(coverage.getMyShifts, { query: {} });
    expect(mine.shifts.find((one) => one.id === shift.id)?.offerId).toBe(offerId);
    const takers = [...phones.keys()].filter((personId) => personId !== shift.personId);
    const able: string[] = [];
    for (const personId of takers) {
      const { openShifts } = await phone(personId).call(coverage.listOpenShifts, {});
      if (openShifts.find((one) => one.key === `offer:${offerId}`)?.allowed) able.push(personId);
    }
    expect(able.length).toBe(told);
    const taker = defined(able[0], 'somebody who may');
    const taken = await phone(taker).call(coverage.takeOpenShift, { body: { key: `offer:${offerId}` } });
    expect(taken).toEqual({ status: 'done', assignmentId: shift.id });
    expect(firstOf((await hospital.published()).assignments, (one) => one.id === shift.id).personId).toBe(taker);
    const late = phone(taker).call(coverage.takeOpenShift, { body: { key: `offer:${offerId}` } });
    await expect(late).rejects.toMatchObject({ code: 'gone' });
    return;
  }
  expect.unreachable('no shift of the plan could be taken by anybody else');
});

test('a swap is proposed, accepted and done; both shifts change hands', async () => {
  const { assignments } = await hospital.published();
  for (const own of assignments.filter((one) => one.kind === 'unit' && one.start > hospital.app.clock.now())) {
    const { choices } = await phone(own.personId).call(coverage.listSwapChoices, { query: { assignmentId: own.id } });
    const [choice] = choices;
    if (!choice?.takes) continue;
    const swap = await phone(own.personId).call(coverage.proposeSwap, {
      body: { assignmentId: own.id, toPersonId: choice.personId, forAssignmentId: choice.takes.id },
    });
    const done = await phone(choice.personId).call(coverage.answerSwap, { params: { swapId: swap.swapId }, body: { accept: true } });
    expect(done.status).toBe('done');
    const after = (await hospital.published()).assignments;
    expect(firstOf(after, (one) => one.id === own.id).personId).toBe(choice.personId);
    expect(firstOf(after, (one) => one.id === choice.takes?.id).personId).toBe(own.personId);
    return;
  }
  expect.unreachable('no two shifts of the plan could be swapped');
});

test('with approval asked for, a swap waits for the coordinator', async () => {
  const director = await hospital.app.signIn('director');
  await director.call(coverage.changeSettings, { body: { values: { swapsNeedApproval: 1 } } });
  const { assignments } = await hospital.published();
  for (const own of assignments.filter((one) => one.kind === 'unit' && one.start > hospital.app.clock.now())) {
    const { choices } = await phone(own.personId).call(coverage.listSwapChoices, { query: { assignmentId: own.id } });
    const [choice] = choices;
    if (!choice?.takes) continue;
    const { swapId } = await phone(own.personId).call(coverage.proposeSwap, {
      body: { assignmentId: own.id, toPersonId: choice.personId, forAssignmentId: choice.takes.id },
    });
    const accepted = await phone(choice.personId).call(coverage.answerSwap, { params: { swapId }, body: { accept: true } });
    expect(accepted.status).toBe('waiting');
    expect(firstOf((await hospital.published()).assignments, (one) => one.id === own.id).personId).toBe(own.personId);
    const done = await hospital.coordinator.call(coverage.approveSwap, { params: { swapId }, body: { approve: true } });
    expect(done.status).toBe('done');
    return;
  }
  expect.unreachable('no two shifts of the plan could be swapped');
});
