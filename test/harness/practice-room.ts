import type { Page } from '@playwright/test';
import * as auth from '#platform/auth/contract.ts';
import { makeCall, type Call } from '#platform/http/call.ts';
import { cookieFetch } from '#platform/http/cookie-fetch.ts';

const password = 'correct horse battery staple';

export interface RoomAccount {
  readonly email: string;
  readonly call: Call;
  /** Signed in, as its browser would be. */
  readonly fetch: typeof fetch;
}

/** An installation with its first administrator, who also instructs and writes exercises, and learners by name. */
export async function setUpPracticeRoom(url: string, learners: readonly string[]): Promise<{ lead: RoomAccount; learners: RoomAccount[] }> {
  const first = cookieFetch(url);
  const lead = { email: 'ira@lakeview.example', call: makeCall(url, first), fetch: first };
  await lead.call(auth.setUp, { body: { organisation: 'Lakeview', name: 'Ira Onlyone', email: lead.email, password } });
  const made: RoomAccount[] = [];
  for (const name of learners) {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@lakeview.example`;
    const { link } = await lead.call(auth.createAccount, { body: { email, name, roles: ['clinician'], personId: null } });
    const own = cookieFetch(url);
    const call = makeCall(url, own);
    await call(auth.setPasswordByLink, { body: { token: link.path.split('#')[1] ?? '', newPassword: password } });
    await call(auth.signIn, { body: { email, password } });
    made.push({ email, call, fetch: own });
  }
  return { lead, learners: made };
}

export async function signInAt(page: Page, url: string, { email }: RoomAccount): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Mail address').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'));
}
