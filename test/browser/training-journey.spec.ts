import type { Page } from '@playwright/test';
import * as training from '#training/contract.ts';
import { timeText } from '#web/ui/time-text.ts';
import { moduleFile } from '#test/harness/module-files.ts';
import { learnedTenDaysAgo, recall } from '#test/harness/recall-walk.ts';
import { test, expect, expectAccessible, expectNoSidewaysScroll } from '#test/harness/browser-server.ts';
import {
  competencyId,
  courseId,
  leadMail,
  learnerMail,
  picture,
  setUpTrainingWalk,
  signInAs,
  trainerMail,
  zone,
} from '#test/harness/training-walk.ts';

/*
 * From needs to a gate that opens: a training lead assesses, requires, writes and plans; a nurse on her phone sees what she must do, goes to class,
 * plays an exercise, passes; the gate opens; lead and trainer see it. Three people, each in a browser of their own.
 */
const exercise = '```exercise\nexercise: nurse-insulin-hold\ntitle: Insulin, and a hold\nrequired: true\n```';
const source = moduleFile('scanner', { title: 'with the scanner', head: `teaches: { ${competencyId}: 2 }`, extra: exercise });

test.use({ movable: true });

const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the chart' }).getByRole('button', { name, exact: true });

/** Insulin is held, sugar given and charted, the physician told, the glucose measured again: through the screens. */
async function playInsulinHold(page: Page): Promise<void> {
  await page.getByRole('button', { name: /insulin lispro 08:30/ }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('Not given', { exact: true }).click();
  await expect(drawer.getByRole('combobox', { name: 'Reason' })).toHaveValue(/hold parameter/);
  await drawer.getByRole('button', { name: 'Record as not given' }).click();
  await expect(drawer).toHaveCount(0);
  await part(page, 'Notes').click();
  await page.getByRole('button', { name: 'Write a note' }).click();
  await page.getByRole('menuitem', { name: 'Nurse note' }).click();
  await page.getByRole('textbox', { name: /Nurse note/ }).fill('Glucose 64, trembling. 15 g of quick sugar by mouth.');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText(/signed by/)).toBeVisible();
  await part(page, 'Calls').click();
  await page.getByRole('combobox', { name: 'Whom' }).fill('Silva');
  await page.getByRole('option', { name: /Silva/ }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('Glucose 64 before breakfast; insulin lispro held, 15 g of sugar given.');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText(/Glucose 64 before breakfast/).first()).toBeVisible();
  await page.getByRole('button', { name: /let time pass/ }).click();
  await page.getByRole('menuitem', { name: '15 minutes' }).click();
  await part(page, 'Flowsheet').click();
  await page.getByRole('textbox', { name: /Glucose/ }).fill('96');
  await page.getByRole('button', { name: /^File 1 value/ }).click();
  await expect(page.getByText('1 value filed.')).toBeVisible();
}

test('needs, requirements, module, class, exercise, gate: as training lead, learner and trainer', async ({ server, page, browser }) => {
  test.setTimeout(300_000);
  const { url } = server;
  const { lead } = await setUpTrainingWalk(url);
  await signInAs(page, url, leadMail);

  await test.step('lead: edits the map of nurses and takes two proposals into the requirements', async () => {
    await page.goto(`${url}/training/needs`);
    await page.getByRole('button', { name: 'Add starting maps' }).first().click();
    await page.getByRole('row', { name: /^Nurse\b/ }).click();
    await picture(page, '01-needs-tasks');
    await page.getByRole('tab', { name: 'Workflow' }).click();
    await page.getByRole('textbox', { name: 'Name of step 2' }).fill('Listens at the bedside');
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await saved;
    await expect(page.getByText('Last saved by Lena Lead')).toBeVisible();
    await picture(page, '02-needs-map');
    await expectAccessible(page);
    await page.getByRole('tab', { name: /Requirements/ }).click();
    await picture(page, '03-needs-proposals');
    for (const name of ['Give medication with the scanner', 'Take a verbal order and read it back']) {
      await page.getByRole('group', { name }).getByRole('button', { name: 'Take it' }).click();
      await expect(page.getByRole('group', { name })).toHaveCount(0);
    }
    await page.goto(`${url}/training/matrix`);
    await expect(page.getByText('Give medication with the scanner').first()).toBeVisible();
    await picture(page, '04-matrix');
  });

  await test.step('lead: writes and publishes a module with an exercise of the practice EHR, and sees it in the curriculum', async () => {
    await page.goto(`${url}/training/modules`);
    await page.getByRole('button', { name: 'New module' }).first().click();
    await page.getByLabel('Title').fill('Scanner');
    await page.getByRole('button', { name: 'Begin writing' }).click();
    await page.getByLabel('The file').fill(source);
    await expect(page.getByText('Pool: 4 items', { exact: false })).toBeVisible();
    await picture(page, '05-authoring');
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByRole('button', { name: 'Publish …' }).click();
    await page.getByRole('dialog').getByLabel('What is different').fill('The first version');
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByText('Version 1 is given out')).toBeVisible();
    await page.goto(`${url}/training/curricula?role=nurse`);
    await expect(page.getByText('Module with the scanner').first()).toBeVisible();
    await picture(page, '06-curriculum');
  });

  await test.step('lead: plans the classes of six nurses and publishes the timetable', async () => {
    await page.goto(`${url}/training/timetables`);
    await page.getByLabel('Seconds at most').fill('2');
    await page.getByRole('button', { name: 'Start' }).click();
    const run = page.getByRole('row', { name: /Finished/ });
    await run.click();
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByText('6 of 6 seats in 2 classes', { exact: false })).toBeVisible();
    await picture(page, '07-timetable');
    await drawer.getByRole('button', { name: 'Publish and invite' }).click();
    await expect(drawer.getByText(/Published: 2 new classes, 6 seats/)).toBeVisible();
    await drawer.getByRole('link', { name: 'See the classes' }).click();
    await expect(page.getByRole('heading', { name: 'Classes' })).toBeVisible();
    await expect(page.getByText('Reading back, in the room').first()).toBeVisible();
    await picture(page, '08-classes');
  });

  const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const learner = await phone.newPage();
  await signInAs(learner, url, learnerMail);
  const startsInMs = 600_000;
  let today = { code: '', meetingId: '', begins: 0 };

  await test.step('learner, on her phone: what she must do, by when and why; a seat today instead of another day', async () => {
    await learner.goto(`${url}/learn`);
    await expect(learner.getByRole('heading', { name: 'My learning' })).toBeVisible();
    const todo = learner.getByRole('region', { name: 'To do' });
    await expect(todo.getByText('Give medication with the scanner')).toBeVisible();
    await expect(todo.getByText(/a mistake can harm somebody/).first()).toBeVisible();
    await expectAccessible(learner);
    await expectNoSidewaysScroll(learner);
    await picture(learner, '09-my-learning');
    today = await addClassNow(Date.now() + startsInMs);
    await todo.getByRole('link', { name: /Reading back, in the room/ }).click();
    await expect(learner.getByRole('heading', { name: 'My classes' })).toBeVisible();
    await learner.getByRole('button', { name: 'I cannot come' }).click();
    await expect(learner.getByRole('button', { name: 'I cannot come' })).toHaveCount(0);
    await learner.getByRole('button', { name: 'Take a seat' }).first().click();
    await expect(learner.getByText('You have a seat', { exact: false })).toBeVisible();
    await expect(learner.getByText(`, ${timeText(today.begins, zone)}–`, { exact: false })).toBeVisible();
    await picture(learner, '10-my-classes');
  });

  await test.step('learner: opens the code on the wall and is there', async () => {
    await learner.goto(`${url}/learn/attend/${today.code}`);
    await picture(learner, '11-attend', ['phone']);
    await learner.getByRole('button', { name: 'I am here' }).click();
    await expect(learner.getByText('You are present: Reading back, in the room')).toBeVisible();
  });

  await test.step('learner: the module leads into the practice EHR, and the grade leads back to it', async () => {
    await learner.goto(`${url}/learn`);
    await learner.getByRole('link', { name: /Module with the scanner/ }).click();
    await learner.getByRole('button', { name: 'Begin', exact: true }).click();
    await learner.getByRole('button', { name: 'Next' }).click();
    await picture(learner, '14-module-exercise');
    await learner.setViewportSize({ width: 1440, height: 900 });
    await learner.getByRole('button', { name: 'Begin the exercise' }).click();
    await expect(learner.getByRole('dialog').getByText('Part of your module')).toBeVisible();
    await expect(learner.getByRole('dialog').locator(':focus')).toHaveCount(1);
    await learner.keyboard.press('Escape');
    await expect(learner.getByRole('dialog')).toHaveCount(0);
    await playInsulinHold(learner);
    await learner.getByRole('button', { name: 'Hand in' }).click();
    await learner.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
    await expect(learner.getByText('100%')).toBeVisible();
    await learner.reload();
    await expect(learner.getByText('100%')).toBeVisible();
    await picture(learner, '15-grade');
    await learner.getByRole('link', { name: 'Back to the module' }).click();
    await expect(learner.getByRole('region', { name: 'Exercise: Insulin, and a hold' })).toContainText('Achieved: 100%');
    await learner.setViewportSize({ width: 390, height: 844 });
    await picture(learner, '16-module-achieved', ['phone']);
  });

  server.moveOn(startsInMs);

  const desk = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const trainer = await desk.newPage();
  await trainer.clock.setSystemTime(Date.now() + startsInMs);
  await test.step('trainer: shows the code, sees who is there, and writes the record of the class', async () => {
    await signInAs(trainer, url, trainerMail);
    await trainer.goto(`${url}/training/classes/${today.meetingId}`);
    await expect(trainer.getByRole('img', { name: /Code to be present/ })).toBeVisible();
    await expect(trainer.getByRole('row', { name: /Nora Wardle/ })).toContainText('Was there');
    await expectAccessible(trainer);
    await picture(trainer, '12-class');
    await trainer.getByRole('button', { name: 'The class is over' }).click();
    await expect(trainer.getByRole('button', { name: 'The class is over' })).toHaveCount(0);
    await picture(trainer, '13-class-over');
  });

  await test.step('learner: says something of a question, passes the check, and the gate opens', async () => {
    await learner.getByRole('button', { name: 'To the knowledge check' }).click();
    await learner.getByRole('button', { name: 'Begin the check' }).click();
    for (let question = 0; question < 3; question++) {
      const form = learner.getByRole('form', { name: `Question ${question + 1} of 3` });
      await form.getByLabel('Yes').check();
      if (question === 0) await saySomething(learner);
      await form.getByRole('button', { name: 'Answer' }).click();
    }
    await learner.getByRole('button', { name: 'Finish and see the result' }).click();
    await expect(learner.getByText('Passed', { exact: true })).toBeVisible();
    await picture(learner, '17-passed');
    await learner.goto(`${url}/learn`);
    await expect(learner.getByText(/^You have access/)).toBeVisible();
    await expectNoSidewaysScroll(learner);
    await picture(learner, '18-gate-open');
  });

  await test.step('lead: she is ready; what she said of a question waits in the repair queue, without her name', async () => {
    await page.goto(`${url}/training/readiness`);
    await expect(page.getByRole('row', { name: /Nora Wardle/ })).toContainText('Certified');
    await picture(page, '19-readiness');
    await page.goto(`${url}/training/repairs`);
    await expect(page.getByText('Learners say: 1 unclear')).toBeVisible();
    await expect(page.getByText('Nora')).toHaveCount(0);
    await expectAccessible(page);
    await picture(page, '20-repairs');
  });

  await test.step('learner, on her phone: asked again about what she learned ten days ago, and told what she forgot', async () => {
    await learnedTenDaysAgo(url, lead, page);
    await recall(learner, url);
  });
  await phone.close();
  await desk.close();

  /** A class that begins in a moment: the drawer of the page takes whole minutes, for which a test would have to wait. */
  async function addClassNow(start: number): Promise<{ code: string; meetingId: string; begins: number }> {
    const made = await lead(training.addMeeting, {
      body: { courseId, roomId: 'R1', trainerId: 'TARA', start, end: start + 3_600_000 },
    });
    const { attendPath } = await lead(training.getMeeting, { params: { meetingId: made.meetingId } });
    return { code: attendPath.split('/').at(-1) ?? '', meetingId: made.meetingId, begins: start };
  }

  async function saySomething(on: Page): Promise<void> {
    await on.getByRole('button', { name: 'Say something about this question' }).click();
    const drawer = on.getByRole('dialog');
    await drawer.getByLabel('I do not understand it').check();
    await drawer.getByLabel('In your words').fill('Which number is meant?');
    await expectAccessible(on, '[role=dialog]');
    await picture(on, '17-feedback', ['phone']);
    await drawer.getByRole('button', { name: 'Send' }).click();
    await expect(drawer).toHaveCount(0);
  }
});
