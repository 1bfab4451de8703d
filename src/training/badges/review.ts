import { audit } from '#platform/audit/audit.ts';
import type { Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import { earnedBy } from './earned.ts';
import { liveBadges, revokeBadge } from './store.ts';

const nobody = { accountId: null, name: 'badges' };

/** Takes back what is true no longer: expired, voided, withdrawn, or its holder has another role or is gone. Once taken back it stays so. */
export async function reviewBadges(db: Db, now: Instant): Promise<number> {
  const live = await liveBadges(db);
  const earned = await earnedBy(db, [...new Set(live.map((row) => row.person_id))], now);
  const gone = live.filter((row) => !earned.get(row.person_id)?.some((one) => one.achievement.id === row.achievement));
  for (const row of gone)
    await db.tx(async (tx) => {
      const why = row.valid_until !== null && row.valid_until.getTime() <= now ? 'expired' : 'not held any more';
      await revokeBadge(tx, row.badge_id, why, now);
      const subject = { subjectKind: 'person', subjectId: row.person_id, detail: { achievement: row.achievement, why } };
      await audit(tx, nobody, { action: 'training.badge-revoked', ...subject }, now);
    });
  return gone.length;
}
