import { z } from 'zod';
import { route } from '../http/route.ts';

export const SecretsView = z.object({
  /** Where the key comes from: a setting, a file that a setting names, a file that the installation made, nowhere. */
  kind: z.enum(['setting', 'file', 'made', 'none']),
  /** The setting's name or the file's path. Never the key. */
  from: z.string(),
  /** By what keys are told apart; the first seals. */
  keyIds: z.array(z.string()),
  columns: z.array(
    z.object({
      /** In words: `authenticator apps`. */
      holds: z.string(),
      where: z.string(),
      /** Values under the key that seals now, under older ones, in plain text. */
      sealed: z.number().int(),
      older: z.number().int(),
      plain: z.number().int(),
    }),
  ),
});
export type SecretsView = z.infer<typeof SecretsView>;

export const getSecrets = route({
  method: 'GET',
  path: '/api/secrets',
  summary: 'Which secrets lie sealed in the database, and which do not. Says nothing of what they are.',
  access: 'platform.secrets',
  response: SecretsView,
});
