import { loadKnowledge, loadOnDuty, loadWalk } from '#coverage/index.ts';
import { findPeople, loadUnits } from '#directory/index.ts';
import { minuteMs, type Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { ContactView } from '../contract.ts';
import { whoToContact, type OnDuty } from '../core/contacts/who-to-contact.ts';
import { tierOf } from '../core/dispatch/tier.ts';
import { loadSettings } from '../store/settings.ts';
import { loadSupporters } from '../store/supporters.ts';

/** Within this of the present it is the present: clocks of pages differ. */
const nearMs = 2 * minuteMs;

export const isLater = (at: Instant | undefined, now: Instant): at is Instant => at !== undefined && at > now + nearMs;

/** Who is on duty: now by plan, hand and sign of life; at a later hour by the plan alone. */
export async function onDutyAt(tx: Tx, at: Instant | undefined, now: Instant): Promise<OnDuty[]> {
  if (isLater(at, now)) return planned(tx, at);
  const { heartbeatLostSeconds } = await loadSettings(tx);
  const { supporters } = await loadSupporters(tx, now, []);
  return supporters.map((one) => ({ ...one, reachable: now - one.heartbeatAt <= heartbeatLostSeconds * 1000 }));
}

async function planned(tx: Tx, at: Instant): Promise<OnDuty[]> {
  const duties = new Map((await loadOnDuty(tx, at)).map((duty) => [duty.personId, duty]));
  const ids = [...duties.keys()];
  const known = new Map((await loadKnowledge(tx, ids)).map((one) => [one.personId, one]));
  const people = new Map((await findPeople(tx, ids)).map((one) => [one.personId, one]));
  return [...duties.values()].map(({ personId, unitId }) => {
    const [knowledge, person] = [known.get(personId), people.get(personId)];
    const tier = tierOf(knowledge?.kind ?? '');
    return {
      supporterId: personId,
      name: person ? `${person.givenName} ${person.familyName.slice(0, 1)}.`.trim() : personId,
      tier,
      unitId: tier === 'help-desk' || tier === 'analyst' ? null : unitId,
      knows: knowledge?.knows ?? [],
      state: 'free',
      reachable: null,
    };
  });
}

export async function contactsFor(
  tx: Tx,
  asked: { unitId: string; topic: string; at?: Instant | undefined },
  now: Instant,
): Promise<ContactView[]> {
  const known = await loadUnits(tx);
  const units = new Map(known.map(({ unitId, siteId, building, floor }) => [unitId, { siteId, building, floor }]));
  const [onDuty, walkSeconds] = [await onDutyAt(tx, asked.at, now), await loadWalk(tx, known)];
  return whoToContact({ unitId: asked.unitId, topic: asked.topic, onDuty, units, walkSeconds }).map(({ supporterId, ...contact }) => ({
    ...contact,
    personId: supporterId,
  }));
}
