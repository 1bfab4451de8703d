import { hashToken } from '#platform/auth/token.ts';
import type { Db } from '#platform/db/open.ts';
import { readBasic } from '../core/smart/client-secret.ts';
import { findApp } from '../store/apps.ts';
import type { Form } from './app-tokens.ts';

/**
 * Which app speaks at the token endpoint, and whether it may: one that has a secret must show it, as HTTP Basic or in the form (RFC 6749, section
 * 2.3.1). Answers the form with its `client_id`; null: it is not who it says.
 */
export async function clientForm(db: Db, authorization: string | undefined, form: Form): Promise<Form | null> {
  const basic = readBasic(authorization);
  const clientId = basic?.clientId ?? form.client_id ?? '';
  if (basic !== null && form.client_id !== undefined && form.client_id !== basic.clientId) return null;
  const app = await findApp(db, clientId);
  const secret = basic?.secret ?? form.client_secret ?? '';
  // Hashes are compared, so the time it takes says nothing of the secret.
  if (app?.secret_hash && !app.secret_hash.equals(hashToken(secret))) return null;
  return { ...form, client_id: clientId };
}
