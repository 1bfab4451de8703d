import * as directory from '#directory/contract.ts';
import * as auth from '#platform/auth/contract.ts';
import { makeCall, type Call } from '#platform/http/call.ts';
import { cookieFetch } from '#platform/http/cookie-fetch.ts';
import * as training from '#training/contract.ts';
import { personForTest } from './small-hospital.ts';

const password = 'correct horse battery staple';

/** An installation with modules from these files, an administrator, and a nurse who learns. Answers who signs in how. */
export async function setUpLearner(
  url: string,
  files: readonly string[],
): Promise<{ admin: Call; email: string; adminEmail: string; password: string }> {
  const adminEmail = 'ira@lakeview.example';
  const email = 'nora@lakeview.example';
  const admin = makeCall(url, cookieFetch(url));
  await admin(auth.setUp, { body: { organisation: 'Lakeview', name: 'Ira Onlyone', email: adminEmail, password } });
  await admin(directory.createPerson, {
    body: personForTest({ personId: 'NORA', jobRole: 'nurse', givenName: 'Nora', familyName: 'Wardle' }),
  });
  await admin(training.importModules, { body: { files: files.map((source, index) => ({ name: `${index}.md`, source })) } });
  const made = await admin(auth.createAccount, { body: { email, name: 'Nora Wardle', roles: ['clinician'], personId: 'NORA' } });
  const token = made.link.path.split('#')[1] ?? '';
  await makeCall(url, cookieFetch(url))(auth.setPasswordByLink, { body: { token, newPassword: password } });
  return { admin, email, adminEmail, password };
}
