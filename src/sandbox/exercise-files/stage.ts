import { shiftedInstant, type LocalDate, type TimeZone } from '#kernel/time.ts';
import { makeBase, type LocalBase } from '../core/store/base.ts';
import { r4 } from '../definitions/read.ts';
import { practiceHospital, startsAtTime } from '../practice-hospital.ts';
import type { Stage } from './lint.ts';

/** The hospital in which exercises are tried out, on one day. */
export function makeStage(startDate: LocalDate, timeZone: TimeZone): Stage & { readonly base: LocalBase } {
  const startsAt = shiftedInstant(startDate, startsAtTime, timeZone);
  return {
    base: makeBase(r4(), practiceHospital.make({ seed: 1, startDate, timeZone }), new Date(startsAt).toISOString()),
    startsAt,
    timeZone,
  };
}
