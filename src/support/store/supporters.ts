import { loadKnowledge, loadOnDuty } from '#coverage/index.ts';
import { findPeople } from '#directory/index.ts';
import { hourMs, type Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { SupporterOnDuty, Tier } from '../core/dispatch/model.ts';
import { tierOf } from '../core/dispatch/tier.ts';
import { anyOf, tables } from './tables.ts';

/** Whoever signed on by hand and forgot to sign off is off duty after this. */
const signedOnHoursMax = 14;

const isByPhone = (tier: Tier): boolean => tier === 'help-desk' || tier === 'analyst' || tier === 'vendor';

interface OnDuty {
  readonly supporters: readonly SupporterOnDuty[];
  /** When each one's present duty began: load and silence are counted by duty. */
  readonly dutySince: ReadonlyMap<string, Instant>;
}

/**
 * Who can be called: whom the published plan has on a unit now and who has not signed off since; whoever signed on by hand; and `busy`, those
 * who have a request or an offer although their duty has ended, so that what they began can end in order (they are called for nothing new).
 */
export async function loadSupporters(tx: Tx, now: Instant, busy: readonly string[]): Promise<OnDuty> {
  const planned = new Map((await loadOnDuty(tx, now)).map((duty) => [duty.personId, duty]));
  const rows = await tables(tx)
    .selectFrom('support_presence')
    .selectAll()
    .where((e) =>
      e.or([anyOf('person_id', [...planned.keys(), ...busy]), e('signed_on_at', '>', new Date(now - signedOnHoursMax * hourMs))]),
    )
    .execute();
  const presences = new Map(rows.map((row) => [row.person_id, row]));
  const ids = [...new Set([...planned.keys(), ...presences.keys()])];
  const knowledge = new Map((await loadKnowledge(tx, ids)).map((one) => [one.personId, one]));
  const people = new Map((await findPeople(tx, ids)).map((one) => [one.personId, one]));
  const dutySince = new Map<string, Instant>();
  const supporters = ids.flatMap((supporterId): SupporterOnDuty[] => {
    const [plan, own, known, person] = [
      planned.get(supporterId),
      presences.get(supporterId),
      knowledge.get(supporterId),
      people.get(supporterId),
    ];
    const signedOnAt = own?.signed_on_at?.getTime() ?? null;
    const signedOffAt = own?.signed_off_at?.getTime() ?? null;
    // Signing on forgets the last sign-off: two moments of one millisecond could not be told apart.
    const byHand = signedOnAt !== null && signedOnAt > now - signedOnHoursMax * hourMs && signedOffAt === null;
    const byPlan = plan !== undefined && (signedOffAt ?? 0) < plan.start;
    if (!byHand && !byPlan && !busy.includes(supporterId)) return [];
    const since = byHand ? signedOnAt : (plan?.start ?? own?.duty_since.getTime() ?? now);
    dutySince.set(supporterId, since);
    const sameDuty = own !== undefined && own.duty_since.getTime() === since;
    const tier = (byHand ? own?.tier : null) ?? tierOf(known?.kind ?? '');
    const unitId = own?.unit_id != null && sameDuty ? own.unit_id : (plan?.unitId ?? own?.unit_id ?? null);
    return [
      {
        supporterId,
        name: person ? `${person.givenName} ${person.familyName.slice(0, 1)}.`.trim() : supporterId,
        // Without a place nobody can be walked from: such a supporter helps by phone.
        tier: unitId === null && !isByPhone(tier) ? 'help-desk' : tier,
        unitId: isByPhone(tier) ? null : unitId,
        knows: known?.knows ?? [],
        state: own?.state ?? 'free',
        stateSince: own && (sameDuty || own.state !== 'free') ? own.state_since.getTime() : since,
        heartbeatAt: byHand || byPlan ? (own?.heartbeat_at?.getTime() ?? 0) : 0,
        loadMinutes: sameDuty ? own.load_minutes : 0,
        silentStreak: sameDuty ? own.silent_streak : 0,
      },
    ];
  });
  return { supporters, dutySince };
}
