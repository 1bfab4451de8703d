import { newId } from '#kernel/ids.ts';
import { minuteMs, type Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { invalid } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import type { Person } from '#directory/contract.ts';
import type { OutreachView } from '../contract.ts';
import type { Outreach } from '../core/facts.ts';
import { clinicianChanged } from '../events.ts';
import { insertOutreach, outreachView } from '../store/clinicians.ts';

/** A one-to-one session somewhere in a window. Tells, so last in a transaction. @throws Problem 422 */
export async function arrange(
  tx: Tx,
  person: Person,
  asked: Pick<Outreach, 'start' | 'end' | 'minutes' | 'note'>,
  actor: Actor,
  now: Instant,
): Promise<OutreachView> {
  if (asked.end - asked.start < asked.minutes * minuteMs) throw invalid('The session is longer than the time that is given for it.');
  if (asked.end <= now) throw invalid('That time is over. Choose a later one.');
  const row = await insertOutreach(tx, { outreachId: newId('outreach'), personId: person.personId, ...asked }, actor.name);
  const detail = { personId: person.personId, minutes: asked.minutes };
  await audit(tx, actor, { action: 'outreach.created', subjectKind: 'outreach', subjectId: row.outreach_id, detail }, now);
  await tell(tx, [clinicianChanged(person.personId)], now);
  return outreachView(row);
}
