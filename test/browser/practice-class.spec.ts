import * as practice from '#sandbox/contract.ts';
import { playSteps, readExercises } from '#sandbox/index.ts';
import { test, expect, expectAccessible, expectNoSidewaysScroll } from '#test/harness/browser-server.ts';
import { setUpPracticeRoom, signInAt } from '#test/harness/practice-room.ts';

/*
 * An instructor makes a class; two learners join by its code, on a phone, and play: one wholly, one partly. The grid shows who is on which
 * step without a reload; she replays, overrides with a reason, releases; the learner sees the mark and their steps.
 */
const exercise = readExercises().find((file) => file.exercise?.id === 'nurse-care-plan')?.exercise;

test('a class in the practice EHR, from its code to the mark', async ({ page, server, browser }) => {
  if (!exercise) throw new Error('the exercise is missing');
  const { lead, learners } = await setUpPracticeRoom(server.url, ['Nora Wardle', 'Ben Kofi']);
  const [nora, ben] = learners;
  if (!nora || !ben) throw new Error('two learners are needed');
  await signInAt(page, server.url, lead);
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const hers = await phone.newPage();
  let code = '';

  await test.step('she opens a class', async () => {
    await page.goto(`${server.url}/practice-classes`);
    await page.getByRole('button', { name: 'Open a class' }).first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('Name').fill('4 West nurses');
    await drawer.getByRole('combobox', { name: 'Exercise' }).fill(exercise.title);
    await page.getByRole('option', { name: new RegExp(exercise.title) }).click();
    await drawer.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByText('Nobody has joined yet')).toBeVisible();
    code = /[A-Z2-9]{6}$/.exec((await page.getByRole('img', { name: /^Code to join/ }).getAttribute('aria-label')) ?? '')?.[0] ?? '';
    expect(code).toHaveLength(6);
  });

  await test.step('a learner joins on a phone; a wrong code is answered in words', async () => {
    await signInAt(hers, server.url, nora);
    await hers.goto(`${server.url}/practice/join`);
    await hers.getByLabel('Code').fill('zzzzzz');
    await hers.getByRole('button', { name: 'Look for the class' }).click();
    await expect(hers.getByText('There is no class with this code')).toBeVisible();
    await hers.getByLabel('Code').fill(code.toLowerCase());
    await hers.getByRole('button', { name: 'Look for the class' }).click();
    await expect(hers.getByRole('heading', { name: '4 West nurses' })).toBeVisible();
    await expectAccessible(hers);
    await expectNoSidewaysScroll(hers);
    await hers.getByRole('button', { name: 'Begin', exact: true }).click();
    await hers.waitForURL(/\/practice\/att_/);
  });

  const grid = page.getByRole('grid', { name: 'Learners of 4 West nurses' });
  const line = (name: string) => grid.getByRole('row').filter({ hasText: name });

  await test.step('the grid fills and moves by itself', async () => {
    await expect(line('Nora Wardle')).toBeVisible();
    const join = { body: { exerciseId: null, classCode: code } };
    const [hersNow, his] = [await nora.call(practice.startAttempt, join), await ben.call(practice.startAttempt, join)];
    await expect(line('Ben Kofi')).toBeVisible();
    const before = await line('Ben Kofi').textContent();
    await playSteps(ben, his, exercise, exercise.gold.slice(0, 2));
    await expect(line('Ben Kofi')).not.toHaveText(before ?? '');
    await playSteps(nora, hersNow, exercise, exercise.gold);
    await nora.call(practice.submitAttempt, { params: hersNow });
    await expect(line('Nora Wardle')).toContainText('100% passed');
    await ben.call(practice.submitAttempt, { params: his });
    await expect(line('Ben Kofi')).toContainText(/passed|Unsafe/);
    await expectAccessible(page);
  });

  await test.step('held back until she says so', async () => {
    await hers.goto(`${server.url}/practice`);
    await expect(hers.getByText('Not released yet')).toBeVisible();
  });

  await test.step('replay, and a word over the mark, with its reason', async () => {
    await line('Ben Kofi').click();
    await expect(page.getByRole('heading', { name: 'Ben Kofi' })).toBeVisible();
    await expect(page.getByText('Handed in').first()).toBeVisible();
    await page.getByRole('button', { name: 'Override the mark' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('Score, percent').fill('85');
    await drawer.getByRole('switch', { name: 'Passed' }).check();
    await drawer.getByRole('textbox', { name: 'Reason' }).fill('The scanner was broken; he told me the rest.');
    await drawer.getByRole('button', { name: 'Override', exact: true }).click();
    await expect(page.getByText(/Overridden to 85%/)).toBeVisible();
    await page.goBack();
    await page.getByRole('button', { name: 'Release all marks' }).click();
    await expect(page.getByRole('button', { name: 'Hold marks back' })).toBeVisible();
  });

  await test.step('the learner sees mark and steps, without a reload', async () => {
    await expect(hers.getByText('100% passed')).toBeVisible();
    await hers.getByRole('link', { name: 'Step by step' }).click();
    await expect(hers.getByRole('heading', { name: 'Nora Wardle' })).toBeVisible();
    await expect(hers.getByRole('button', { name: 'Override the mark' })).toHaveCount(0);
    await expectAccessible(hers);
    await expectNoSidewaysScroll(hers);
  });

  await test.step('an examination shows its clock, on a phone too, and says when it is nearly over', async () => {
    const exam = { name: 'Final', exerciseId: exercise.id, exam: true, limitMinutes: 20 };
    const { code: examCode } = await lead.call(practice.openClass, { body: exam });
    const { attemptId } = await nora.call(practice.startAttempt, { body: { exerciseId: null, classCode: examCode } });
    await hers.clock.install();
    await hers.goto(`${server.url}/practice/${attemptId}`);
    const clock = hers.getByRole('timer');
    await expect(clock).toHaveText(/Examination (20:00|1[789]:\d\d) left/);
    await expectNoSidewaysScroll(hers);
    await hers.clock.fastForward('15:30');
    await expect(clock.getByRole('status')).toHaveText(/^[2-5] minutes left$/);
    await expectAccessible(hers);
  });
  await phone.close();
});
