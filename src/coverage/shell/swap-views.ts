import { publishedPlanId, type ShiftCard, type Swap } from '../contract.ts';
import type { SwapRow } from '../store/exchanges.ts';
import { loadSupply } from '../store/facts.ts';
import { findAssignment } from '../store/roster.ts';
import type { Reader } from '../store/tables.ts';
import { namesOf } from '../words.ts';
import { placesOf } from './places.ts';
import { shiftCards } from './shift-cards.ts';

/** Swaps with both shifts as they are now; a shift that was taken away meanwhile is null. */
export async function swapViews(reader: Reader, rows: readonly SwapRow[]): Promise<Swap[]> {
  if (rows.length === 0) return [];
  const supply = await loadSupply(reader);
  const nameOf = namesOf(supply.people);
  const named = (personId: string): Swap['from'] => ({ personId, name: nameOf(personId) });
  const ids = [...new Set(rows.flatMap((row) => [row.gives, ...(row.takes === null ? [] : [row.takes])]))];
  const held = [];
  for (const id of ids) {
    const found = await findAssignment(reader, publishedPlanId, id);
    if (found && !found.removed) held.push(found);
  }
  const cards = new Map((await shiftCards(reader, held, supply, placesOf(supply))).map((card) => [card.id, card]));
  const card = (id: string | null): ShiftCard | null => (id === null ? null : (cards.get(id) ?? null));
  return rows.map((row) => ({
    swapId: row.swap_id,
    status: row.status as Swap['status'],
    from: named(row.from_person),
    to: named(row.to_person),
    gives: card(row.gives),
    takes: card(row.takes),
    note: row.note,
    createdAt: row.created_at.getTime(),
  }));
}
