/*
 * The checker's own clock, on Intl alone.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

export interface LocalParts {
  readonly date: string;
  /** `HH:MM:SS` */
  readonly clock: string;
  /** `2027-W09` */
  readonly week: string;
  /** 1 = Monday */
  readonly weekday: number;
}

/** What the wall clock of `zone` shows. */
export function localParts(time: string | number, zone: string): LocalParts {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(new Date(time))
      .map(({ type, value }) => [type, value]),
  );
  const date = `${parts['year']}-${parts['month']}-${parts['day']}`;
  return {
    date,
    clock: `${parts['hour']}:${parts['minute']}:${parts['second']}`,
    week: weekOf(date),
    weekday: ((new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7) + 1,
  };
}

/** The moment at which the wall clock shows `date` and `clock`; one that is skipped moves past the gap, of two the first. */
export function momentAt(date: string, clock: string, zone: string): number {
  const wanted = Date.parse(`${date}T${clock.length === 5 ? `${clock}:00` : clock}Z`);
  const offsetAt = (moment: number): number => {
    const { date: d, clock: c } = localParts(moment, zone);
    return Date.parse(`${d}T${c}Z`) - moment;
  };
  const [before, after] = [offsetAt(wanted - 86_400_000), offsetAt(wanted + 86_400_000)];
  const hits = [wanted - before, wanted - after].filter((moment) => moment + offsetAt(moment) === wanted);
  return hits.length > 0 ? Math.min(...hits) : wanted - before;
}

export const nextDate = (date: string, days = 1): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function weekOf(date: string): string {
  const day = new Date(`${date}T00:00Z`);
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const first = Date.UTC(day.getUTCFullYear(), 0, 1);
  return `${day.getUTCFullYear()}-W${String(Math.ceil(((day.getTime() - first) / 86_400_000 + 1) / 7)).padStart(2, '0')}`;
}
