import { dayMs, type Instant } from '#kernel/time.ts';
import { publishedPlanId, type ShiftCard } from '../contract.ts';
import { findPlan } from '../store/plans.ts';
import type { PlacedAssignment } from '../store/rows.ts';
import type { Reader } from '../store/tables.ts';
import { exchangeIn } from './exchange.ts';
import { loadFrame, narrowing, type Frame } from './frame.ts';
import { shiftCards } from './shift-cards.ts';

const choiceDays = 14;
const choicesMax = 100;

/** Shifts of colleagues, near in time, for which this one could be swapped with no hard rule broken on either side. */
export async function swapChoices(
  reader: Reader,
  own: PlacedAssignment,
  now: Instant,
): Promise<{ personId: string; name: string; takes: ShiftCard }[]> {
  const around = { start: Math.max(now, own.start - choiceDays * dayMs), end: own.end + choiceDays * dayMs };
  const frame = await loadFrame(reader, await findPlan(reader, publishedPlanId), { around, needIds: own.needIds });
  const narrow = narrowing(frame);
  const pairs = new Map<string, Frame>();
  const withOther = (personId: string): Frame => {
    const known = pairs.get(personId) ?? narrow.frame([own.personId, personId]);
    pairs.set(personId, known);
    return known;
  };
  const possible = frame.assignments
    .values()
    .filter((one) => one.personId !== own.personId && one.start >= around.start && one.start < around.end && !one.locked)
    .filter((one) => exchangeIn(withOther(one.personId), own, one.personId, one).breaches.length === 0)
    .take(choicesMax)
    .toArray();
  const cards = await shiftCards(reader, possible, frame, frame.places);
  return cards.map((takes) => ({ personId: takes.personId, name: frame.nameOf(takes.personId), takes }));
}
