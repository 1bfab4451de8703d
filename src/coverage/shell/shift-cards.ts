import type { ShiftCard } from '../contract.ts';
import type { Need } from '../core/need.ts';
import type { SupplyFacts } from '../store/facts.ts';
import type { PlacedAssignment } from '../store/rows.ts';
import { openOffers, swapsOf } from '../store/exchanges.ts';
import { needsByIds } from '../store/roster.ts';
import type { Reader } from '../store/tables.ts';
import { publishedPlanId } from '../contract.ts';
import { namesOf } from '../words.ts';
import type { Places } from './places.ts';
import { assignmentView } from './views.ts';

/** Assignments as the phone shows them: the place in words, beside whom, and whether they are on offer. */
export async function shiftCards(
  reader: Reader,
  assignments: readonly PlacedAssignment[],
  supply: Pick<SupplyFacts, 'people'>,
  places: Places,
): Promise<ShiftCard[]> {
  const needs = await needsByIds(reader, publishedPlanId, [...new Set(assignments.flatMap((one) => one.needIds))]);
  const byId = new Map(needs.map((need) => [need.id, need]));
  const nameOf = namesOf(supply.people);
  const offers = new Map((await openOffers(reader)).map((offer) => [offer.assignment_id, offer.offer_id]));
  const personIds = [...new Set(assignments.map((one) => one.personId))];
  const swaps = new Map<string, string>();
  for (const personId of personIds)
    for (const swap of await swapsOf(reader, personId, false))
      if (swap.status === 'proposed' || swap.status === 'waiting') swaps.set(swap.gives, swap.swap_id);
  return assignments.map((one) => ({
    ...assignmentView(one),
    unitName: places.unit(one.unitId)?.name ?? null,
    siteName: places.site(one.unitId)?.name ?? null,
    timeZone: places.zone(one.unitId),
    where: whereWords(places, one.unitId),
    beside: one.needIds.flatMap((id) => besideOf(byId.get(id), nameOf)),
    topic: one.needIds.map((id) => byId.get(id)?.topic ?? '').find((topic) => topic !== '') ?? '',
    offerId: offers.get(one.id) ?? null,
    swapId: swaps.get(one.id) ?? null,
  }));
}

function besideOf(need: Need | undefined, nameOf: (personId: string) => string): ShiftCard['beside'] {
  if (!need || need.personId === null) return [];
  const { personId, state, start, end } = need;
  return [{ personId, name: nameOf(personId), state, start, end }];
}

/** `Main building, floor 4, zone B` as far as it is known. */
export function whereWords(places: Places, unitId: string | null): string {
  const unit = places.unit(unitId);
  if (!unit) return '';
  const floor = unit.floor === '' ? '' : `floor ${unit.floor}`;
  const zone = unit.zone === '' ? '' : `zone ${unit.zone}`;
  return [unit.building, floor, zone].filter((part) => part !== '').join(', ');
}
