import { demoTest as test, expect, expectAccessible } from '#test/harness/browser-demo.ts';
import { holdAnswers } from '#test/harness/held-answers.ts';

/* A request worked from the queue to the asker's word without touching the mouse; and a queue of five hundred. */

test('by keys alone: found, triaged, noted, answered with a macro, confirmed', async ({ page, demo }) => {
  await page.goto(`${demo.url}/desk`);
  const queue = page.getByRole('listbox', { name: 'Queue' });
  await expect(queue).toBeFocused();
  await expect(queue.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.locator('#desk-search')).toBeFocused();
  await page.keyboard.type('hand-off list');
  await page.keyboard.press('Enter');
  await expect(queue.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  const pane = page.getByRole('complementary', { name: /^Request \d+$/ });
  await expect(pane.getByText('Hand-off list misses two of my patients')).toBeVisible();
  await page.keyboard.press('i');
  await expect(pane.locator('fieldset input:checked').first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(pane.getByText('Triaged: P3')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('n');
  await expect(pane.getByRole('textbox', { name: 'Note for colleagues' })).toBeFocused();
  await page.keyboard.type('Seen on two workstations, MRN 00451187');
  // Pressed twice before the answer is there it is noted once, and what is typed meanwhile stays.
  const noted: string[] = [];
  page.on('request', (request) => request.url().endsWith('/notes') && noted.push(request.method()));
  const letGo = await holdAnswers(page, '**/notes');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.type(', third too');
  await letGo();
  await expect(pane.getByText('Seen on two workstations, [record number removed]')).toBeVisible();
  await expect(pane.getByRole('textbox', { name: 'Note for colleagues' })).toHaveValue(/, third too$/);
  expect(noted).toEqual(['POST']);
  await page.keyboard.press('Escape');
  await expect(queue).toBeFocused();
  await page.keyboard.press('m');
  await expect(page.locator('#desk-macro')).toBeFocused();
  await page.keyboard.type('Ask whether');
  await expect(page.getByRole('option', { name: /^Ask whether/ })).toHaveAttribute('data-combobox-selected', 'true');
  await page.keyboard.press('Enter');
  const answer = pane.getByRole('textbox', { name: 'Answer to the asker' });
  await expect(answer).toBeFocused();
  await expect(answer).not.toHaveValue('');
  await page.keyboard.press('Control+Enter');
  await expect(pane.getByText('To be confirmed')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(queue).toBeFocused();
  await page.keyboard.press('w');
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await expect(page.locator('[role=menu]:focus-within')).toBeVisible(); // until then the keys are the queue’s
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(pane.getByText('Confirmed as solved, by telephone')).toBeVisible();
});

test('five hundred in the queue: only those in sight are drawn, and End goes to the last', async ({ page, demo }) => {
  await page.route('**/api/support/desk', async (route) => {
    const answer = await route.fetch();
    const json = (await answer.json()) as { requests: { requestId: string }[] };
    const requests = Array.from({ length: 500 }, (_, i) => ({ ...json.requests[i % json.requests.length], requestId: `req_${i}` }));
    await route.fulfill({ response: answer, json: { ...json, requests } });
  });
  await page.goto(`${demo.url}/desk`);
  const queue = page.getByRole('listbox', { name: 'Queue' });
  await expect(queue.getByRole('option').first()).toHaveAttribute('aria-setsize', '500');
  await expect(queue).toBeFocused();
  await page.keyboard.press('End');
  const last = queue.getByRole('option', { selected: true });
  await expect(last).toHaveAttribute('aria-posinset', '500');
  await expect(last).toBeInViewport();
  expect(await queue.getByRole('option').count()).toBeLessThan(60);
});
