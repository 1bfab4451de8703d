import { expect, test } from 'vitest';
import { pushStep, rebaseSteps, type Step } from './edit-steps.ts';

const step = (assignmentId: string, versionBefore: number, version: number): Step => ({
  edit: { kind: 'lock', assignmentId, version, locked: false },
  words: 'lock',
  assignmentId,
  versionBefore,
  version,
});

test('after a step is taken back, the one before it asks for the version that there is now', () => {
  const steps = [step('a', 1, 2)]; // then a step from 2 to 3 was taken back, which made version 4
  const [rebased] = rebaseSteps(steps, 'a', 2, 4);
  expect(rebased?.edit).toMatchObject({ version: 4 });
});

test('a change by somebody else in between still stops the undo', () => {
  const steps = [step('a', 1, 2)]; // somebody else made 3; our step went from 3 to 4 and back to 5
  expect(rebaseSteps(steps, 'a', 3, 5)).toEqual(steps);
});

test('other assignments keep their versions', () => {
  const steps = [step('b', 1, 2)];
  expect(rebaseSteps(steps, 'a', 2, 4)).toEqual(steps);
});

test('the hundred last steps are kept', () => {
  let steps: readonly Step[] = [];
  for (let i = 0; i < 130; i++) steps = pushStep(steps, step('a', i, i + 1));
  expect(steps).toHaveLength(100);
  expect(steps[0]?.versionBefore).toBe(30);
});
