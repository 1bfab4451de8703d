import { randomUUID } from 'node:crypto';
import type { Instant } from '#kernel/time.ts';
import { hashToken } from '#platform/auth/token.ts';
import type { Db } from '#platform/db/open.ts';
import { claims, ltiVersion, messages } from '../core/lti/vocabulary.ts';
import { signMessage } from '../keys/signing-keys.ts';
import { currentVersion } from '../modules/store/versions.ts';
import type { Addresses } from './addresses.ts';
import { findArrival } from './arrivals.ts';
import { ltiTables } from './tables.ts';

export async function keepPick(db: Db, state: string, moduleIds: readonly string[]): Promise<void> {
  await ltiTables(db)
    .updateTable('training_lti_arrival')
    .set({ picked: JSON.stringify(moduleIds) })
    .where('state_hash', '=', hashToken(state))
    .execute();
}

/** What was picked as a signed answer, once (Deep Linking 2.0, 4.5); null: nothing was, or it is too late. */
export async function choiceAnswer(db: Db, state: string, places: Addresses, now: Instant): Promise<{ to: string; token: string } | null> {
  const arrival = await findArrival(db, state, now);
  const row = await ltiTables(db)
    .selectFrom('training_lti_arrival')
    .select('picked')
    .where('state_hash', '=', hashToken(state))
    .executeTakeFirst();
  if (!arrival || arrival.launch.kind !== 'choose' || !row?.picked) return null;
  const { platform, launch } = arrival;
  const items = [];
  for (const moduleId of row.picked) {
    const version = await currentVersion(db, moduleId);
    if (!version) continue;
    items.push({
      type: 'ltiResourceLink',
      title: version.title,
      url: places.module(moduleId),
      custom: { module_id: moduleId },
      lineItem: { label: version.title, scoreMaximum: 100, resourceId: moduleId },
    });
  }
  const token = await signMessage(
    db,
    {
      iss: platform.client_id,
      aud: platform.issuer,
      nonce: randomUUID(),
      [claims.deploymentId]: launch.deploymentId,
      [claims.messageType]: messages.chosen,
      [claims.version]: ltiVersion,
      [claims.contentItems]: items,
      ...(launch.data === '' ? {} : { [claims.data]: launch.data }),
    },
    now,
  );
  await ltiTables(db).updateTable('training_lti_arrival').set({ picked: null }).where('state_hash', '=', hashToken(state)).execute();
  return { to: launch.returnUrl, token };
}
