import { createPerson } from '#directory/contract.ts';
import * as practice from '#sandbox/contract.ts';
import { playSteps, readExercises } from '#sandbox/index.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Exercises from first call to grade, through HTTP alone: the gold run of one for each job role (story 15, charge capture to a
 * clean claim, among them), decision support on the way, a class whose marks are held back, an examination.
 */
const exercises = readExercises().flatMap(({ exercise }) => (exercise ? [exercise] : []));
/** One per job role here; all of them are run without HTTP beside their files. */
const played = [...Map.groupBy(exercises, ({ role }) => role).values()].flatMap(
  (own) => own.find(({ id }) => id === 'biller-clean-claim') ?? own[0] ?? [],
);
const potassium = exercises.find(({ id }) => id === 'physician-critical-potassium');
let app: TestApp;
let ann: Client;
let trainer: Client;

beforeAll(async () => {
  app = await startTestApp();
  [ann, trainer] = [await app.signIn('clinician'), await app.signIn('trainer')];
});
afterAll(() => app.close());

const begin = (client: Client, exerciseId: string) => client.call(practice.startAttempt, { body: { exerciseId } });

test('all that can be practised is listed, to whoever is signed in', async () => {
  await expect(app.visitor().call(practice.listExercises, {})).rejects.toMatchObject({ status: 401 });
  const { exercises: listed, ownRole } = await ann.call(practice.listExercises, {});
  expect(ownRole, 'an account of nobody in the directory').toBeNull();
  await (await app.admin()).call(createPerson, { body: personForTest({ personId: 'NORA', jobRole: 'nurse' }) });
  const nora = await app.signIn('clinician', 'NORA');
  expect((await nora.call(practice.listExercises, {})).ownRole).toBe('nurse');
  expect(listed.map(({ exerciseId }) => exerciseId).toSorted()).toEqual(exercises.map(({ id }) => id).toSorted());
});

test.each(played.map((exercise) => [exercise.id, exercise] as const))(
  '%s: done right it is worth all, and is graded by the record',
  async (_, exercise) => {
    const attempt = await begin(ann, exercise.id);
    await playSteps(ann, attempt, exercise, exercise.gold);
    const { goals } = await ann.call(practice.getGoals, { params: attempt });
    expect(goals.filter(({ achieved }) => achieved !== 1)).toEqual([]);
    await ann.call(practice.submitAttempt, { params: attempt });
    const { state, mark, tasks } = await ann.call(practice.getResult, { params: attempt });
    expect(tasks.filter(({ achieved }) => achieved !== 1)).toEqual([]);
    expect({ state, mark }).toMatchObject({ state: 'shown', mark: { score: 1, passed: true, unsafe: false } });
  },
);

test('nothing done is worth nothing; a hint is counted; what must not be done is not told beforehand', async () => {
  const attempt = await begin(ann, potassium?.id ?? '');
  const { goals } = await ann.call(practice.getGoals, { params: attempt });
  expect(goals).toHaveLength(potassium?.tasks.filter(({ never }) => never === undefined).length ?? 0);
  const taskId = goals[0]?.taskId ?? '';
  expect((await ann.call(practice.takeHint, { params: attempt, body: { taskId } })).hint).toBe(potassium?.tasks[0]?.hint);
  await ann.call(practice.submitAttempt, { params: attempt });
  expect(await ann.call(practice.getResult, { params: attempt })).toMatchObject({ hintsUsed: 1, mark: { score: 0, passed: false } });
});

test('decision support: cards for a drafted order, no override without a reason, and both are in the trail', async () => {
  const attempt = await begin(ann, 'physician-reconcile');
  const ask = async (path: string, body?: unknown): Promise<{ status: number; json: Record<string, unknown> }> => {
    const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await ann.fetch(`${attempt.cdsPath}${path}`, init);
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
  };
  const { services } = (await ask('')).json as { services: { hook: string; id: string }[] };
  expect(services.map(({ hook }) => hook)).toEqual(['patient-view', 'order-select', 'order-sign']);
  const draft = {
    resourceType: 'MedicationRequest',
    status: 'draft',
    intent: 'order',
    medicationCodeableConcept: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '2180' }], text: 'cefazolin' },
    subject: { reference: 'Patient/pat-kowalsky-janet' },
  };
  const context = {
    userId: 'Practitioner/dr-silva',
    patientId: 'pat-kowalsky-janet',
    draftOrders: { resourceType: 'Bundle', entry: [{ resource: draft }] },
  };
  const hook = { hook: 'order-sign', hookInstance: crypto.randomUUID(), context };
  const { cards } = (await ask('/signing-check', hook)).json as { cards: practice.CdsCard[] };
  const allergy = cards.find(({ source }) => source.topic.code === 'allergy');
  expect(allergy).toMatchObject({ indicator: 'critical' });
  await ask('/signing-check', hook);
  expect((await ask('/signing-check', { ...hook, hook: 'order-select' })).status).toBe(422);
  const feedback = (one: object) => ask('/signing-check/feedback', { feedback: [{ card: allergy?.uuid, ...one }] });
  expect((await feedback({ outcome: 'overridden' })).status).toBe(422);
  const reason = { reason: allergy?.overrideReasons?.[0], userComment: 'Asked her again' };
  expect((await feedback({ outcome: 'overridden', overrideReason: reason })).status).toBe(200);
  const { steps } = await trainer.call(practice.replayAttempt, { params: attempt });
  const texts = steps.filter(({ text }) => /^Alert .*allergy/.test(text)).map(({ text }) => text);
  expect(texts).toHaveLength(2);
  expect(texts[1]).toContain('Asked her again');
});

test('in a class marks wait until they are released; an instructor sees each step, and overrides with a reason', async () => {
  const practiceClass = await trainer.call(practice.openClass, { body: { name: 'Monday', exerciseId: potassium?.id ?? '' } });
  const attempt = await ann.call(practice.startAttempt, { body: { exerciseId: null, classCode: practiceClass.code } });
  const half = potassium?.gold.slice(0, 4) ?? [];
  if (potassium) await playSteps(ann, attempt, potassium, half);
  const { rows, tasks } = await trainer.call(practice.getClassGrid, { params: practiceClass });
  expect(rows).toMatchObject([{ attemptId: attempt.attemptId, state: 'working', mark: null }]);
  expect(rows[0]?.achieved).toHaveLength(tasks.length);
  await ann.call(practice.submitAttempt, { params: attempt });
  expect((await ann.call(practice.getResult, { params: attempt })).state).toBe('held');
  const { steps, mark } = await trainer.call(practice.replayAttempt, { params: attempt });
  expect(steps.flatMap(({ changed }) => changed).length).toBeGreaterThan(0);
  expect(steps.at(-1)).toMatchObject({ kind: 'submit', score: mark?.score });
  const first = steps.find(({ written }) => written.length > 0);
  const [type = '', id = ''] = first?.written[0]?.reference.split('/') ?? [];
  const at = async (seq: number): Promise<unknown> =>
    ((await (await trainer.fetch(`/sandbox/${attempt.attemptId}/at/${seq}/fhir/${type}/${id}`)).json()) as { meta?: unknown }).meta;
  expect(await at((first?.seq ?? 1) - 1)).not.toEqual(await at(first?.seq ?? 1));
  expect((await ann.fetch(`/sandbox/${attempt.attemptId}/at/1/fhir/Patient`)).status).toBe(403);
  const word = { score: 0.8, passed: true, reason: 'The printer was out of order.' };
  await expect(ann.call(practice.overrideMark, { params: attempt, body: word })).rejects.toMatchObject({ status: 403 });
  await trainer.call(practice.overrideMark, { params: attempt, body: word });
  await trainer.call(practice.changeClass, { params: practiceClass, body: { marksReleased: true } });
  const shown = await ann.call(practice.getResult, { params: attempt });
  expect(shown).toMatchObject({ state: 'shown', mark: { score: 0.8, passed: true, override: { reason: word.reason } } });
  const difficulty = await trainer.call(practice.getDifficulty, { params: { exerciseId: potassium?.id ?? '' } });
  expect(difficulty.attemptCount).toBe(1);
});

test('an examination tells nothing, takes nothing back, and ends by itself', async () => {
  const body = { name: 'Exam', exerciseId: potassium?.id ?? '', exam: true, limitMinutes: 20 };
  const { code } = await trainer.call(practice.openClass, { body });
  const attempt = await ann.call(practice.startAttempt, { body: { exerciseId: null, classCode: code } });
  const goals = await ann.call(practice.getGoals, { params: attempt });
  expect(goals).toMatchObject({ showsProgress: false, givesHints: false });
  expect(goals.goals.every(({ achieved }) => achieved === null)).toBe(true);
  const taskId = goals.goals[0]?.taskId ?? '';
  await expect(ann.call(practice.takeHint, { params: attempt, body: { taskId } })).rejects.toMatchObject({ code: 'examination' });
  await expect(ann.call(practice.resetAttempt, { params: attempt })).rejects.toMatchObject({ code: 'examination' });
  app.clock.advanceMinutes(21);
  const late = ann.call(practice.addTrailLine, { params: attempt, body: { kind: 'viewed' } });
  await expect(late).rejects.toMatchObject({ status: 409, code: 'time-is-up' });
  expect((await ann.call(practice.getAttempt, { params: attempt })).state).toBe('submitted');
  expect((await trainer.call(practice.getResult, { params: attempt })).mark).toMatchObject({ score: 0, passed: false });
});
