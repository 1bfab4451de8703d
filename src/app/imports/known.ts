import { loadShifts } from '#coverage/index.ts';
import { zonesOf, type Zones } from '#coverage/files/zones.ts';
import type { GoLive, Person, Unit } from '#directory/contract.ts';
import { loadGoLives, loadPeople, loadSites, loadUnits } from '#directory/index.ts';
import type { Interval } from '#kernel/interval.ts';
import { dayMs, type Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';

/** What rows of a file may refer to: the record as it is in this transaction. */
export interface Known {
  readonly siteIds: ReadonlySet<string>;
  readonly unitIds: ReadonlySet<string>;
  readonly personIds: ReadonlySet<string>;
  readonly shiftIds: ReadonlySet<string>;
  readonly people: readonly Person[];
  readonly units: readonly Unit[];
  readonly goLives: readonly GoLive[];
  readonly zones: Zones;
}

const none: ReadonlySet<string> = new Set();
export const nothingKnown: Known = {
  siteIds: none,
  unitIds: none,
  personIds: none,
  shiftIds: none,
  people: [],
  units: [],
  goLives: [],
  zones: zonesOf([], [], []),
};

export async function loadKnown(tx: Tx): Promise<Known> {
  const [sites, units, people, goLives, shifts] = [
    await loadSites(tx),
    await loadUnits(tx),
    await loadPeople(tx),
    await loadGoLives(tx),
    await loadShifts(tx),
  ];
  return {
    siteIds: new Set(sites.map((site) => site.siteId)),
    unitIds: new Set(units.map((unit) => unit.unitId)),
    personIds: new Set(people.map((person) => person.personId)),
    shiftIds: new Set(shifts.map((shift) => shift.shiftId)),
    people,
    units,
    goLives,
    zones: zonesOf(sites, units, people),
  };
}

const daysBeforeGoLive = 120;
const daysAfterGoLive = 400;

/**
 * The window in which recurring events are expanded. It hangs on the go-lives and not on the clock: the same file read again
 * tomorrow then gives the same occurrences.
 */
export function presenceWindow(goLives: readonly GoLive[], at: Instant): Interval {
  const dates = goLives.map((goLive) => Date.parse(`${goLive.date}T00:00:00Z`));
  const first = dates.length > 0 ? Math.min(...dates) : at - (at % dayMs);
  const last = dates.length > 0 ? Math.max(...dates) : first;
  return { start: first - daysBeforeGoLive * dayMs, end: last + daysAfterGoLive * dayMs };
}
