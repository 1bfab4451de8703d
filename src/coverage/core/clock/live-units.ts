import type { LocalDate } from '#kernel/time.ts';
import type { CoverageFacts } from '../facts.ts';

export type LiveFrom = ReadonlyMap<string, LocalDate>;

/** unitId -> its first go-live. The EHR stays when hypercare ends, so a unit is live on every date from then on. */
export function liveFrom(facts: Pick<CoverageFacts, 'goLives'>): LiveFrom {
  const dates = new Map<string, LocalDate>();
  for (const { unitId, date } of facts.goLives) {
    const known = dates.get(unitId);
    if (known === undefined || date < known) dates.set(unitId, date);
  }
  return dates;
}

export function isLive(units: LiveFrom, unitId: string, date: LocalDate): boolean {
  const from = units.get(unitId);
  return from !== undefined && from <= date;
}
