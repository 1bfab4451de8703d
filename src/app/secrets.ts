import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pendingTotpSecret, totpSecret } from '#platform/auth/sealed.ts';
import { makeKeyFile, noSecrets, secretsOfFile, secretsOfSetting, type SealedColumn, type Secrets } from '#platform/secrets/secrets.ts';
import { appKey } from '#sandbox/index.ts';
import { pushAuth, pushKey } from '#support/index.ts';
import { signingKeyColumn } from '#training/index.ts';
import type { Config } from './config.ts';

/** Everything that lies in the database and opens something. The scenario `secrets-at-rest` looks for what is missing here. */
export const sealedColumns: readonly SealedColumn[] = [totpSecret, pendingTotpSecret, signingKeyColumn, appKey, pushKey, pushAuth];

const embedded = 'embedded:';

/**
 * The setting, the file that a setting names, or for the embedded database a file beside it, made at the first start. A database server without a
 * setting has no key: several processes would each make their own.
 *
 * @throws SecretsError when a setting or file holds no key.
 */
export function secretsOf({ databaseUrl, secrets }: Pick<Config, 'databaseUrl' | 'secrets'>): Secrets {
  if (secrets.key !== null) return secretsOfSetting(secrets.key, 'SECRETS_KEY');
  if (secrets.file !== null) return secretsOfFile(secrets.file);
  if (!databaseUrl.startsWith(embedded)) return noSecrets;
  const file = join(databaseUrl.slice(embedded.length), 'secrets.key');
  if (!existsSync(file)) makeKeyFile(file);
  return secretsOfFile(file, 'made');
}
