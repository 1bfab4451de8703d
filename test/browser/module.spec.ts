import type { Locator, Page } from '@playwright/test';
import { setUpLearner } from '#test/harness/learner.ts';
import { test, expect, expectAccessible, expectNoSidewaysScroll } from '#test/harness/browser-server.ts';

/*
 * A nurse and one module with a question of every kind: on a phone, by keyboard alone, and through a hole in the network.
 */
const kinds: Readonly<Record<string, string>> = {
  multiple:
    'kind: multiple\nask: Mark both.\nchoices:\n  - { text: Alpha, right: true }\n  - { text: Beta, right: true }\n  - { text: Gamma }\nwhy: So.',
  truth: 'kind: true-false\nask: Is it so?\nright: true\nwhy: So.',
  steps: 'kind: order\nask: In order.\nsteps: [First, Second, Third]\nwhy: So.',
  pairs:
    'kind: match\nask: Match.\npairs:\n  - { left: One, right: I }\n  - { left: Two, right: II }\n  - { left: Three, right: III }\nwhy: So.',
  sum: 'kind: number\nask: Two and two?\nvalue: 4\nunit: mL\nwhy: So.',
  word: 'kind: text\nask: Which word?\naccepted: [read back]\nwhy: So.',
  groups: 'kind: sort\nask: Sort.\ngroups:\n  Now: [Red, Blue]\n  Later: [Green]\nwhy: So.',
};
const file = `---
module: every-kind
title: Every kind of question
summary: One of each.
roles: [nurse]
minutes: 10
draw: 7
---

# Reading

Some **words**, and <b>no HTML</b>.

\`\`\`question
id: practice
kind: single
ask: Which one?
choices:
  - { text: This one, right: true, why: It is. }
  - { text: That one, why: It is not. }
  - { text: Neither, why: One is. }
\`\`\`

# More

The end.

# Check

${Object.entries(kinds)
  .map(([id, body]) => `\`\`\`check\nid: ${id}\n${body}\n\`\`\``)
  .join('\n\n')}
`;

async function signIn(page: Page, url: string, email: string, password: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Mail address').fill(email);
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Tab until it is reached, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('not reached by keyboard');
}

const answers: Readonly<Record<string, (form: Locator) => Promise<void>>> = {
  'Mark both': async (form) => {
    await form.getByLabel('Alpha').check();
    await form.getByLabel('Beta').check();
  },
  'Is it so?': async (form) => {
    await form.getByLabel('True', { exact: true }).check();
    await form.getByLabel('Sure', { exact: true }).check();
  },
  'In order': async (form) => {
    for (const step of ['Second', 'First']) {
      const up = form.getByRole('button', { name: `Move up: ${step}` });
      while (await up.isEnabled()) await up.click();
    }
  },
  Match: async (form) => {
    for (const [left, right] of [
      ['One', 'I'],
      ['Two', 'II'],
      ['Three', 'III'],
    ] as const)
      await form.getByLabel(left).selectOption({ label: right });
  },
  'Two and two': (form) => form.getByLabel('Your answer in mL').fill('4'),
  'Which word': (form) => form.getByLabel('Your answer').fill('Read-back'),
  Sort: async (form) => {
    for (const [entry, group] of [
      ['Red', 'Now'],
      ['Blue', 'Now'],
      ['Green', 'Later'],
    ] as const)
      await form.getByRole('radiogroup', { name: entry }).getByLabel(group).check();
  },
};

test('every kind of question: on a phone, by keyboard, through a hole in the network', async ({ server, browser }) => {
  const { email, password } = await setUpLearner(server.url, [file]);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const phone = await context.newPage();
  const complaints: string[] = [];
  phone.on('pageerror', (error) => complaints.push(error.message));
  await signIn(phone, server.url, email, password);

  await test.step('from my modules to the first page', async () => {
    await phone.goto(`${server.url}/learn/modules`);
    await expectAccessible(phone);
    await phone.getByRole('link', { name: 'Open Every kind of question' }).click();
    await phone.getByRole('button', { name: 'Begin' }).click();
    await expect(phone.getByRole('heading', { name: 'Reading' })).toBeVisible();
    await expect(phone.getByText('<b>no HTML</b>')).toBeVisible();
    await expectNoSidewaysScroll(phone);
  });

  await test.step('a hole in the network: kept, said, sent later', async () => {
    await context.setOffline(true);
    await phone.getByLabel('That one').check();
    await phone.getByRole('button', { name: 'Answer' }).click();
    await expect(phone.getByText('Kept on this device.', { exact: false })).toBeVisible();
    await context.setOffline(false);
    await expect(phone.getByText('It is not.')).toBeVisible();
    await expect(phone.getByText('Kept on this device.', { exact: false })).toBeHidden();
  });

  await test.step('once more, with the keyboard alone, and on to the check', async () => {
    await tabTo(phone, phone.getByRole('button', { name: 'Try again' }));
    await phone.keyboard.press('Enter');
    // Choices lie in another order each time: Tab reaches the first, arrows the others.
    await tabTo(phone, phone.getByRole('radio').first());
    await phone.keyboard.press('Space');
    for (let presses = 0; presses < 3 && !(await phone.getByLabel('This one').isChecked()); presses++)
      await phone.keyboard.press('ArrowDown');
    await tabTo(phone, phone.getByRole('button', { name: 'Answer' }));
    await phone.keyboard.press('Enter');
    await expect(phone.getByText('Right', { exact: true })).toBeVisible();
    await expectAccessible(phone);
    await tabTo(phone, phone.getByRole('button', { name: 'Next' }));
    const placed = phone.waitForResponse('**/position');
    await phone.keyboard.press('Enter');
    await expect(phone.getByRole('heading', { name: 'More' })).toBeFocused();
    await placed;
    await phone.reload();
    await expect(phone.getByRole('heading', { name: 'More' })).toBeVisible();
  });

  await test.step('on to the check while the page that was left is still being noted: it stays open', async () => {
    const noted = Promise.withResolvers<void>();
    await phone.route('**/position', async (way) => {
      const response = await way.fetch();
      await noted.promise;
      await way.fulfill({ response });
    });
    await phone.getByRole('button', { name: 'To the knowledge check' }).click();
    await phone.getByRole('button', { name: 'Begin the check' }).click();
    const answered = phone.waitForResponse('**/position');
    setTimeout(noted.resolve, 500);
    await answered;
    await phone.unroute('**/position');
  });

  await test.step('the check', async () => {
    for (let n = 1; n <= 7; n++) {
      const form = phone.getByRole('form', { name: `Question ${n} of 7` });
      await expect(form).toBeVisible();
      const words = (await form.innerText()).replaceAll('\n', ' ');
      const [, give] = Object.entries(answers).find(([ask]) => words.includes(ask)) ?? [];
      if (!give) throw new Error(`no answer to: ${words}`);
      await give(form);
      await expectAccessible(phone, 'form');
      await form.getByRole('button', { name: 'Answer' }).click();
    }
    await phone.getByRole('button', { name: 'Finish and see the result' }).click();
    await expect(phone.getByText('Passed', { exact: true })).toBeVisible();
    await expect(phone.getByText('100% of the points', { exact: false })).toBeVisible();
    await expectAccessible(phone);
    await expectNoSidewaysScroll(phone);
    await phone.screenshot({ path: 'test-results/module-passed-phone.png', fullPage: true });
  });
  expect(complaints).toEqual([]);
  await context.close();
});
