import type { Call } from '#platform/http/call.ts';
import * as support from '#support/contract.ts';

/** A supporter who is on duty where somebody waits, with a teach-log of this morning; and the link of that unit's workstation. */
export async function furnishFloor(lead: Call, supporter: Call | null, url: string, note: (line: string) => void): Promise<void> {
  const { requests } = await lead(support.getQueue, {});
  const unitId = requests.find(({ state }) => state === 'waiting')?.unitId ?? requests[0]?.unitId;
  if (unitId === undefined) return;
  const place = await lead(support.createPlace, { body: { unitId, label: 'Nurse station' } });
  if (supporter) await signOnAndTeach(supporter, unitId);
  note(`  workstation of ${unitId}, asks without an account: ${url}${place.page}`);
}

const results = ['alone', 'with-help', 'again', 'alone'] as const;
const minutesAgo = [12, 47, 95, 130] as const;

async function signOnAndTeach(call: Call, unitId: string): Promise<void> {
  const { at } = await call(support.signOn, { body: { tier: 'ate', unitId } });
  const { people, topics } = await call(support.getTeachingChoices, {});
  for (const [i, result] of results.entries()) {
    const [person, topic] = [people[i], topics[(i * 3) % Math.max(1, topics.length)]];
    if (!person || topic === undefined) continue;
    const body = {
      clientKey: crypto.randomUUID(),
      personId: person.personId,
      topic,
      result,
      unitId,
      at: at - (minutesAgo[i] ?? 0) * 60_000,
    };
    await call(support.logTeaching, { body });
  }
}
