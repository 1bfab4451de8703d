import { addDays, daysBetween, weekday, type LocalDate } from '#kernel/time.ts';

/**
 * The files of a story, moved by whole weeks so that its first Monday (2027-03-01) is the Monday after `today`: a page that
 * shows the time to come has something to show on whatever day the test runs.
 */
export function nextWeek(files: ReadonlyMap<string, string>, today: LocalDate): { files: Map<string, string>; monday: LocalDate } {
  const monday = addDays(today, 8 - weekday(today));
  const days = daysBetween('2027-03-01', monday);
  const moved = [...files].map(([name, text]) => {
    const dashed = text.replace(/\b20\d\d-\d\d-\d\d\b/g, (date) => addDays(date, days));
    const plain = dashed.replace(/\b(20\d\d)(\d\d)(\d\d)(?=T\d{4,6})/g, (_all, y: string, m: string, d: string) =>
      addDays(`${y}-${m}-${d}`, days).replaceAll('-', ''),
    );
    return [name, plain] as const;
  });
  return { files: new Map(moved), monday };
}
