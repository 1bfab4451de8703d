import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import * as directory from '#directory/contract.ts';
import { addDays, dayMs, toLocal } from '#kernel/time.ts';
import * as auth from '#platform/auth/contract.ts';
import { makeCall, type Call } from '#platform/http/call.ts';
import { cookieFetch } from '#platform/http/cookie-fetch.ts';
import * as training from '#training/contract.ts';
import { personForTest } from './small-hospital.ts';

export const password = 'correct horse battery staple';
export const zone = 'America/Chicago';
export const leadMail = 'lena@lakeview.example';
export const trainerMail = 'tara@lakeview.example';
export const learnerMail = 'nora@lakeview.example';
export const courseId = 'scanner-class';
export const competencyId = 'mar-barcode';

/**
 * A unit that goes live in three weeks, six nurses, a trainer with her course and room, and accounts of a training lead, the trainer and one nurse.
 * Nothing is required of anybody yet.
 */
export async function setUpTrainingWalk(url: string): Promise<{ lead: Call }> {
  const lead = makeCall(url, cookieFetch(url));
  await lead(auth.setUp, { body: { organisation: 'Lakeview', name: 'Lena Lead', email: leadMail, password } });
  await lead(directory.createSite, { body: { siteId: 'H', name: 'Lakeview', timeZone: zone } });
  const unit = { unitId: '5N', name: '5 North', siteId: 'H', building: 'Main', floor: '5', zone: 'A', specialty: 'cardiology', beds: 20 };
  await lead(directory.createUnit, { body: unit });
  const date = addDays(toLocal(Date.now(), zone).date, 21);
  await lead(directory.createGoLive, { body: { wave: 'Wave 1', unitId: '5N', date, weeks: 8, cpoe: 'mandatory' } });
  const nurse = { jobRole: 'nurse', homeUnit: '5N', hireDate: toLocal(Date.now() - 900 * dayMs, zone).date };
  const people = [
    { personId: 'NORA', givenName: 'Nora', familyName: 'Wardle', ...nurse },
    ...['Ann', 'Bea', 'Cleo', 'Dora', 'Eve'].map((givenName) => ({
      personId: givenName.toUpperCase(),
      givenName,
      familyName: 'Peer',
      ...nurse,
    })),
    { personId: 'TARA', givenName: 'Tara', familyName: 'Trainer', jobRole: 'trainer', homeUnit: null },
  ];
  for (const person of people) await lead(directory.createPerson, { body: personForTest(person) });
  const competency = { name: 'Give medication with the scanner', description: '', retired: false };
  await lead(training.saveCompetency, { params: { competencyId }, body: competency });
  await lead(training.saveCompetency, {
    params: { competencyId: 'verbal-orders' },
    body: { ...competency, name: 'Take a verbal order and read it back' },
  });
  await lead(training.saveCourse, {
    params: { courseId },
    body: { name: 'Reading back, in the room', minutes: 60, seatsMax: 4, after: [] },
  });
  await lead(training.saveTeachings, {
    body: { activity: 'class', activityId: courseId, teaches: [{ competencyId: 'verbal-orders', level: 2, proof: 'attended' }] },
  });
  await lead(training.setUnitLimit, { params: { unitId: '5N' }, body: { awayMax: 5 } });
  await lead(training.saveRoom, { params: { roomId: 'R1' }, body: { name: 'Room 1', siteId: 'H', seats: 10 } });
  await lead(training.saveTrainer, { params: { personId: 'TARA' }, body: { courses: [courseId], sites: ['H'] } });
  await account(url, lead, { email: trainerMail, name: 'Tara Trainer', roles: ['trainer'], personId: 'TARA' });
  await account(url, lead, { email: learnerMail, name: 'Nora Wardle', roles: ['clinician'], personId: 'NORA' });
  return { lead };
}

async function account(url: string, lead: Call, body: { email: string; name: string; roles: string[]; personId: string }): Promise<void> {
  const { link } = await lead(auth.createAccount, { body });
  const token = link.path.split('#')[1] ?? '';
  await makeCall(url, cookieFetch(url))(auth.setPasswordByLink, { body: { token, newPassword: password } });
}

export async function signInAs(page: Page, url: string, email: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Mail address').fill(email);
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'));
}

const widths = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** Pictures of a stop, light and dark, for people to look at: into the folder that SHOTS names, or none. */
export async function picture(page: Page, name: string, sizes: readonly (keyof typeof widths)[] = ['wide', 'phone']): Promise<void> {
  const folder = process.env.SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  for (const size of sizes)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(widths[size]);
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(250);
      await page.screenshot({ path: `${folder}/${name}-${size}-${colorScheme}.png`, fullPage: size === 'phone' });
    }
  await page.emulateMedia({ colorScheme: 'light' });
  if (before) await page.setViewportSize(before);
}
