import { hourMs, toLocal, type Instant, type TimeZone } from '#kernel/time.ts';

/** Parts of a day as wards live them; a shift belongs to the part in which its middle lies. */
export const dayParts = ['day', 'evening', 'night'] as const;
export type DayPart = (typeof dayParts)[number];

export interface WorkedShift {
  readonly personId: string;
  readonly start: Instant;
  readonly end: Instant;
}

export interface SuperUserCover {
  readonly unitId: string;
  /** Null: no shifts are known for this unit, so all of its people are counted together. */
  readonly part: DayPart | null;
  /** Dates on which somebody of the unit works in this part. */
  readonly dates: number;
  /** Mean people at work, and mean super-users among them. */
  readonly people: number;
  readonly superUsers: number;
  /** Dates on which fewer super-users are there than the ratio asks for. */
  readonly datesShort: number;
}

/** At least one wherever somebody works. */
export const wantedFor = (people: number, peoplePerSuperUser: number): number => Math.max(1, Math.ceil(people / peoplePerSuperUser - 1e-9));

/**
 * Whether each unit's each shift has its super-users: counted date by date, since a ratio over a whole unit hides the night. Units whose people have
 * no known shifts are counted as a whole.
 */
export function superUserCover(
  units: ReadonlyMap<string, readonly string[]>,
  shifts: readonly WorkedShift[],
  superUsers: ReadonlySet<string>,
  peoplePerSuperUser: number,
  zoneOf: (unitId: string) => TimeZone,
): SuperUserCover[] {
  const shiftsOf = Map.groupBy(shifts, ({ personId }) => personId);
  return [...units].flatMap(([unitId, people]) => {
    const worked = people.flatMap((personId) => shiftsOf.get(personId) ?? []);
    const rows = worked.length > 0 ? byPart(unitId, worked, superUsers, peoplePerSuperUser, zoneOf(unitId)) : [];
    if (rows.length > 0) return rows;
    const own = people.filter((personId) => superUsers.has(personId)).length;
    const short = people.length > 0 && own < wantedFor(people.length, peoplePerSuperUser);
    return people.length === 0 ? [] : [{ unitId, part: null, dates: 1, people: people.length, superUsers: own, datesShort: short ? 1 : 0 }];
  });
}

function byPart(
  unitId: string,
  worked: readonly WorkedShift[],
  superUsers: ReadonlySet<string>,
  peoplePerSuperUser: number,
  zone: TimeZone,
): SuperUserCover[] {
  // A ward has few shifts a day and many people on each.
  const known = new Map<string, string>();
  const turns = Map.groupBy(worked, ({ start, end }) => {
    const its = `${start} ${end}`;
    const turn = known.get(its) ?? turnOf(start, end, zone);
    known.set(its, turn);
    return turn;
  });
  return dayParts.flatMap((part) => {
    const dates = [...turns]
      .filter(([turn]) => turn.endsWith(` ${part}`))
      .map(([, those]) => new Set(those.map(({ personId }) => personId)));
    if (dates.length === 0) return [];
    const counts = dates.map((those) => ({ people: those.size, own: [...those].filter((personId) => superUsers.has(personId)).length }));
    return [
      {
        unitId,
        part,
        dates: dates.length,
        people: mean(counts.map(({ people }) => people)),
        superUsers: mean(counts.map(({ own }) => own)),
        datesShort: counts.filter(({ people, own }) => own < wantedFor(people, peoplePerSuperUser)).length,
      },
    ];
  });
}

/** `2027-03-01 night`: the date is that on which the shift begins. */
function turnOf(start: Instant, end: Instant, zone: TimeZone): string {
  const hour = Number(toLocal(start + (end - start) / 2, zone).time.slice(0, 2));
  const part: DayPart = hour >= 7 && hour < 15 ? 'day' : hour >= 15 && hour < 23 ? 'evening' : 'night';
  return `${toLocal(start + hourMs / 60, zone).date} ${part}`;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
