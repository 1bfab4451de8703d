import { hospital } from './small-hospital-for-tests.ts';
import type { HospitalMaker } from './ports.ts';

/** The hospital that attempts begin on. */
export const practiceHospital: HospitalMaker = { version: 'small-1', make: () => hospital };
