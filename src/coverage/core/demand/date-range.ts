import type { LocalDate } from '#kernel/time.ts';

/** Dates in each site's own calendar, both included. */
export interface DateRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}
