import type { Page } from '@playwright/test';
import type { Call } from '#platform/http/call.ts';
import { importsApi, uploadPath } from '#platform/imports/contract.ts';
import { dayMs } from '#kernel/time.ts';
import * as training from '#training/contract.ts';
import { expect, expectAccessible, expectLoaded, expectNoSidewaysScroll } from './browser-server.ts';
import { moduleFile } from './module-files.ts';
import { picture } from './training-walk.ts';

const competencyId = 'downtime-paper';
const name = 'Work on paper in a downtime';

/**
 * Ten days ago, in another learning system, the nurse passed a module that is given out here too: so its questions are asked again today.
 * @param desk the lead's browser, for the file
 */
export async function learnedTenDaysAgo(url: string, lead: Call, desk: Page): Promise<void> {
  await lead(training.saveCompetency, { params: { competencyId }, body: { name, description: '', retired: false } });
  const source = moduleFile('paper', { title: 'on paper', head: `teaches: { ${competencyId}: 1 }` });
  const files = [{ name: 'paper.md', source: source.replaceAll('kind: single', `task: ${competencyId}\nkind: single`) }];
  await lead(training.importModules, { body: { files, changeNote: '' } });
  const date = new Date(Date.now() - 10 * dayMs).toISOString().slice(0, 10);
  const { importId } = (await (await desk.request.post(`${url}/api/imports`)).json()) as { importId: string };
  const data = `person_id,module_id,date,result,score,source\nNORA,paper,${date},passed,100,Old LMS\n`;
  await desk.request.put(url + uploadPath(importId, 'completions.csv'), { data, headers: { 'content-type': 'application/octet-stream' } });
  await lead(importsApi.preview, { params: { importId } });
  await lead(importsApi.apply, { params: { importId } });
}

/** From her list: three questions, two of them wrong, what she is told, and a reload on the way. */
export async function recall(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/learn`);
  await page.getByRole('link', { name: `Three questions: ${name}` }).click();
  for (const [index, choice] of ['No', 'No', 'Yes'].entries()) {
    const form = page.getByRole('form', { name: `Question ${index + 1} of 3` });
    await form.getByLabel(choice, { exact: true }).check();
    if (index === 0) {
      await expectAccessible(page);
      await picture(page, '21-recall-question');
    }
    await form.getByRole('button', { name: 'Answer' }).click();
    const next = page.getByRole('button', { name: index === 2 ? 'See how it went' : 'Next question' });
    await expect(next).toBeVisible();
    if (index === 0) {
      await expect(form.getByText('Right is: Yes')).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await picture(page, '22-recall-wrong');
    }
    // What is answered stays answered, and one goes on where one was.
    if (index === 1) await page.reload();
    else await next.click();
  }
  await expect(page.getByText('Not all of it')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Module on paper' })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await picture(page, '23-recall-ended');
  await page.getByRole('link', { name: 'My learning' }).last().click();
  await expect(page.getByRole('heading', { name: 'My learning' })).toBeVisible();
  await expectLoaded(page);
  await expect(page.getByRole('link', { name: `Three questions: ${name}` })).toHaveCount(0);
}
