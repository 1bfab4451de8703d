import { readFileSync } from 'node:fs';
import { setUpLearner } from '#test/harness/learner.ts';
import { cmi5Zip } from '#test/harness/content-packages.ts';
import { test, expect, expectAccessible } from '#test/harness/browser-server.ts';

/*
 * Content that we wrote, in the sandbox: it gets its key, tells what happened, and reaches nothing of ours.
 */
const unit = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Unit</title><script src="unit.js"></script></head>
<body><h1>At the bedside</h1><p id="state">…</p></body></html>`;
const script = `
const given = Object.fromEntries(new URLSearchParams(location.search));
const tries = [];
const newUuid = () => '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (c) => (Number(c) ^ (Math.random() * 16 >> (Number(c) / 4))).toString(16));
tries.push('cookie:' + document.cookie);
try { tries.push('parent:' + parent.document.title); } catch { tries.push('no parent'); }
(async () => {
  const key = (await (await fetch(given.fetch, { method: 'POST' })).json())['auth-token'];
  const headers = { authorization: 'Basic ' + key, 'x-experience-api-version': '1.0.3', 'content-type': 'application/json' };
  const query = new URLSearchParams({ stateId: 'LMS.LaunchData', activityId: given.activityId, agent: given.actor, registration: given.registration });
  const { contextTemplate } = await (await fetch(given.endpoint + 'activities/state?' + query, { headers })).json();
  const category = (name) => ({ id: 'https://w3id.org/xapi/cmi5/context/categories/' + name });
  const say = async (verb, result) => {
    const moved = verb === 'passed' ? [category('moveon')] : [];
    const context = { ...contextTemplate, registration: given.registration };
    context.contextActivities = { ...context.contextActivities, category: [category('cmi5'), ...moved] };
    const body = JSON.stringify({ id: newUuid(), actor: JSON.parse(given.actor), verb: { id: 'http://adlnet.gov/expapi/verbs/' + verb },
      object: { id: given.activityId }, context, timestamp: new Date().toISOString(), ...(result ? { result } : {}) });
    return (await fetch(given.endpoint + 'statements', { method: 'POST', headers, body })).status;
  };
  const said = [await say('initialized'), await say('passed', { success: true, duration: 'PT5S' }), await say('terminated', { duration: 'PT6S' })];
  document.getElementById('state').textContent = [...tries, ...said].join(' ');
})().catch((error) => { document.getElementById('state').textContent = String(error); });
`;

test('a nurse takes a course from elsewhere; it reaches nothing but its own records', async ({ page, server }) => {
  const { email, password, adminEmail } = await setUpLearner(server.url, [
    readFileSync('src/training/content/modules/burst-downtime.md', 'utf8'),
  ]);
  const signIn = async (as: string): Promise<void> => {
    await page.goto(`${server.url}/sign-in`);
    await page.getByLabel('Mail address').fill(as);
    await page.getByLabel('Password').first().fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).not.toHaveURL(/sign-in/);
  };
  await signIn(adminEmail);
  await page.goto(`${server.url}/training/packages`);
  const files = [
    { path: 'unit.html', content: unit },
    { path: 'unit.js', content: script },
  ];
  const buffer = cmi5Zip([{}], files);
  await page.getByLabel('Files', { exact: true }).setInputFiles({ name: 'course.zip', mimeType: 'application/zip', buffer });
  await expect(page.getByText('Scan before you give')).toBeVisible();
  await expectAccessible(page);

  await page.context().clearCookies();
  await signIn(email);
  await page.goto(`${server.url}/learn/packages`);
  await page.getByRole('link', { name: 'Open Scan before you give' }).click();
  await page.getByRole('button', { name: 'Start At the bedside' }).click();
  const content = page.frameLocator('iframe');
  await expect(content.locator('#state')).toHaveText('cookie: no parent 200 200 200');
  await page.getByRole('button', { name: /^Leave/ }).click();
  await expect(page.getByText('1 of 1 done')).toBeVisible();
});
