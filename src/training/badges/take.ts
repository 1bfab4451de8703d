import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { findPerson, loadOrganisation } from '#directory/index.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { badgeAddresses, jwtClaims, openBadgeCredential, type Badge } from '../core/badges/credential.ts';
import { bakedPicture } from '../core/badges/picture.ts';
import { sign } from '../keys/signing-keys.ts';
import { earnedBy } from './earned.ts';
import { freeIndex, insertBadge, liveBadges } from './store.ts';

export interface Taken {
  readonly badgeId: string;
  readonly credential: string;
  readonly picture: string;
  readonly fileName: string;
}

export const keyAddress = (base: string, kid: string): string => `${base}/badges/keys/${kid}`;

/** The badge that a person asks for; the one that they took before while it is good. null: they have not earned it. */
export async function takeOne(
  db: Db,
  given: { readonly personId: string; readonly achievement: string; readonly base: string; readonly actor: Actor },
  now: Instant,
): Promise<Taken | null> {
  const { personId, base, actor } = given;
  const one = (await earnedBy(db, [personId], now)).get(personId)?.find((each) => each.achievement.id === given.achievement);
  const person = await findPerson(db, personId);
  if (!one || !person) return null;
  const { name: organisation } = await loadOrganisation(db);
  const fileName = one.achievement.id.replace(/[^a-z0-9]+/gi, '-');
  const shown = (badgeId: string, credential: string): Taken => ({
    badgeId,
    credential,
    picture: bakedPicture(one.achievement.name, organisation, credential),
    fileName,
  });
  const until = one.validUntil;
  const before = (await liveBadges(db, personId)).find(
    (row) => row.achievement === one.achievement.id && (row.valid_until?.getTime() ?? null) === until,
  );
  if (before) return shown(before.badge_id, before.credential);
  const salt = randomBytes(16).toString('hex');
  const hash = createHash('sha256').update(`${person.email.toLowerCase()}${salt}`).digest('hex');
  const badge: Badge = {
    badgeId: randomUUID(),
    achievement: one.achievement,
    organisation,
    issuedAt: now,
    validUntil: until,
    statusIndex: await db.tx((tx) => freeIndex(tx)),
    identity: { hash, salt },
  };
  const at = badgeAddresses(base);
  const payload = { ...openBadgeCredential(badge, at), ...jwtClaims(badge, at) };
  const credential = await sign(db, payload, now, { keyAt: (kid) => keyAddress(base, kid) });
  await db.tx(async (tx) => {
    await insertBadge(tx, {
      badge_id: badge.badgeId,
      person_id: personId,
      achievement: one.achievement.id,
      status_index: badge.statusIndex,
      issued_at: new Date(now),
      valid_until: until === null ? null : new Date(until),
      credential,
    });
    const subject = { subjectKind: 'person', subjectId: personId, detail: { achievement: one.achievement.id } };
    await audit(tx, actor, { action: 'training.badge-taken', ...subject }, now);
  });
  return shown(badge.badgeId, credential);
}
