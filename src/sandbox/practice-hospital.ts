import { shiftedInstant } from '#kernel/time.ts';
import { makeHospital } from './hospital/index.ts';
import type { HospitalMaker } from './ports.ts';

/** The wall clock at which the hospital's day begins: what was due before is done. */
export const startsAtTime = '08:00';

/** The hospital that attempts begin on. */
export const practiceHospital: HospitalMaker = {
  version: 'lakeview-5',
  startsAtTime,
  make: ({ seed, startDate, timeZone }) => makeHospital({ seed, startsAt: shiftedInstant(startDate, startsAtTime, timeZone), timeZone }),
};
