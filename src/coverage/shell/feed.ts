import type { Interval } from '#kernel/interval.ts';
import { toLocal } from '#kernel/time.ts';
import type { CalendarEvent } from '../ports.ts';
import type { SupplyFacts } from '../store/facts.ts';
import { assignmentsEver } from '../store/feeds.ts';
import type { Reader } from '../store/tables.ts';
import type { Places } from './places.ts';
import { shiftCards } from './shift-cards.ts';

/**
 * A person's shifts as calendar events. The UID stays for as long as the shift is theirs; each change counts SEQUENCE up
 * (RFC 5545 section 3.8.7.4), and a shift that was taken away stays as a cancelled event.
 */
export async function feedEvents(
  reader: Reader,
  personId: string,
  window: Interval,
  supply: SupplyFacts,
  places: Places,
): Promise<CalendarEvent[]> {
  const ever = await assignmentsEver(reader, personId, window);
  const removed = new Set(ever.filter((one) => one.removed).map((one) => one.id));
  const cards = await shiftCards(reader, ever, supply, places);
  return cards.map((card) => {
    const beside = card.beside.map(({ name, start, end }) => {
      const at = (instant: number): string => toLocal(instant, card.timeZone).time;
      return `${at(start)}-${at(end)} beside ${name}`;
    });
    const where = card.unitName ?? (card.beside[0] ? `with ${card.beside[0].name}` : 'One-to-one session');
    return {
      uid: `${card.id}-${personId}@atelbow`,
      sequence: card.version - 1,
      start: card.start,
      end: card.end,
      summary: `${where}${card.topic === '' ? '' : ` (${card.topic})`}`,
      description: beside.join('\n'),
      location: [card.unitName, card.where, card.siteName].filter((part) => part !== null && part !== '').join(', '),
      cancelled: removed.has(card.id),
      attendees: [],
      categories: ['AtElbow'],
      extra: {},
    };
  });
}
