import * as practice from '#sandbox/contract.ts';
import { playSteps, readExercises } from '#sandbox/index.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A rule that is quick in every run of its own and has no end at what one learner does: it is given up on, its author learns of it and what to do,
 * and nobody else waits.
 */
let app: TestApp;
let analyst: Client;
let ann: Client;
const exerciseId = 'our-pulse';
const params = { exerciseId };
const exercise = readExercises().find(({ exercise: one }) => one?.id === 'nurse-transfusion')?.exercise;

beforeAll(async () => {
  app = await startTestApp();
  [analyst, ann] = [await app.signIn('trainer'), await app.signIn('clinician')];
});
afterAll(() => app.close());

const line = async () => (await analyst.call(practice.listForAuthors, {})).exercises.find((one) => one.exerciseId === exerciseId);
const publish = async (source: string, revision: number): Promise<number> => {
  const saved = await analyst.call(practice.saveExerciseDraft, { params, body: { source, revision } });
  const body = { revision: saved.revision, changeNote: 'As we do it here' };
  return (await analyst.call(practice.publishExercise, { params, body })).version;
};
const started = async () => {
  const { attemptId } = await ann.call(practice.startAttempt, { body: { exerciseId } });
  return ann.call(practice.getAttempt, { params: { attemptId } });
};

test('its author sees since when and why, lets it be asked again, and mends it by a new version', async () => {
  if (!exercise) throw new Error('the exercise is missing');
  await analyst.call(practice.createExercise, { body: { exerciseId, title: 'Pulse', copyOf: null } });
  const { source } = await analyst.call(practice.getForAuthor, { params });
  const pulse = "Observation.where(code.coding.exists(code = '8867-4'))";
  const slow = `(${pulse} | ${pulse}.where(value.value = 210).where('${'a'.repeat(45)}b'.matches('^(a+)+$')))`;
  const hidden = source.replace(pulse, () => slow);
  expect(hidden).not.toBe(source);
  expect(await publish(hidden, 1)).toBe(1);
  expect(await line()).toMatchObject({ version: 1, trouble: null });
  await expect(analyst.call(practice.tryExerciseAgain, { params })).rejects.toMatchObject({ status: 404 });

  // What no run of its own does: a pulse of 210.
  const attempt = await started();
  const measure = (value: number) => [
    {
      id: 'odd',
      minute: 1,
      trail: [],
      write: [
        {
          create: {
            resourceType: 'Observation',
            status: 'final',
            category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }],
            code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
            subject: { reference: 'Patient/pat-nguyen-thanh' },
            effectiveDateTime: '{{now}}',
            valueQuantity: { value, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
          },
        },
      ],
    },
  ];
  const own = { ...exercise, patients: ['Patient/pat-nguyen-thanh'] };
  await playSteps(ann, attempt, own, measure(210));
  await ann.call(practice.submitAttempt, { params: attempt });
  await expect.poll(async () => (await line())?.trouble?.kind, { timeout: 20_000 }).toBe('slow');
  expect(await analyst.call(practice.getForAuthor, { params })).toMatchObject({ version: 1, trouble: { kind: 'slow' } });
  await expect(ann.call(practice.tryExerciseAgain, { params })).rejects.toMatchObject({ status: 403 });

  // It is asked again, and what waits for its grade finds it as slow as before.
  expect(await analyst.call(practice.tryExerciseAgain, { params })).toEqual({ done: true });
  const { draft } = await analyst.call(practice.getForAuthor, { params });
  expect(await publish(source.replace('Chart his pulse', 'Chart the pulse'), draft?.revision ?? 0)).toBe(2);
  expect((await line())?.trouble).toBeNull();
});
