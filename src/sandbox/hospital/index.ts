import type { Instant, TimeZone } from '#kernel/time.ts';
import type { Resource } from '../core/fhir/resource.ts';
import { billingResources } from './billing.ts';
import { checkResources } from './checks.ts';
import { claiming } from './claims.ts';
import { makeClock, type Clock } from './clock.ts';
import { consentResources } from './consents.ts';
import { medicationResources } from './formulary.ts';
import { orderResources } from './orders.ts';
import { orderSetResources } from './order-sets.ts';
import { personResources } from './person.ts';
import { bedId, placeResources } from './places.ts';
import { bodyResources, glucoseResources, labResources, vitalsOfStay } from './results.ts';
import { staffResources } from './staff.ts';
import { stayResources, type Bedded } from './stay.ts';
import { censusStories } from './stories/census.ts';
import { clinicStories } from './stories/clinic.ts';
import { medicineStories } from './stories/medicine.ts';
import { emergencyStories, otherWardStories } from './stories/other-wards.ts';
import { telemetryStories } from './stories/telemetry.ts';
import type { Story } from './story.ts';
import { scheduleResources, visitResources } from './visits.ts';
import { workResources } from './work-lists.ts';

export interface HospitalOptions {
  readonly seed: number;
  /** The hospital's now: vital signs and doses before it were done, those after it are due. Exercises are written for a start at 08:00. */
  readonly startsAt: Instant;
  readonly timeZone: TimeZone;
}

/**
 * Lakeview Regional Medical Center on the day of `startsAt`: every resource, each valid, each with an id that stays the same on every
 * day. Nobody in it is real. The same options give the same hospital.
 */
export function makeHospital({ seed, startsAt, timeZone }: HospitalOptions): readonly Resource[] {
  const clock = makeClock(startsAt, timeZone);
  const named: readonly Story[] = [...telemetryStories, ...medicineStories, ...otherWardStories, ...emergencyStories, ...clinicStories];
  const taken = new Set(named.flatMap(({ stay }) => (stay ? [`${stay.ward} ${stay.bed}`] : [])));
  const everybody = [...named, ...censusStories(seed, taken)];
  const people = new Map(everybody.map((story) => [story.id, story]));
  const occupied = new Set(everybody.flatMap(({ stay }) => (stay ? [bedId(stay.ward, stay.bed)] : [])));
  const all = [
    ...placeResources(occupied),
    ...staffResources(),
    ...medicationResources(),
    ...everybody.flatMap((story, number) => [
      ...personResources(story, number + 1, clock),
      ...bodyResources(story, clock),
      ...(isBedded(story) ? bedsideResources(story, clock, seed + number) : []),
    ]),
    ...scheduleResources(clock),
    ...visitResources(people, clock),
    ...consentResources(people, clock),
    ...billingResources(people, clock),
    ...workResources(people, clock),
    ...orderSetResources(clock),
    ...checkResources(clock),
  ];
  return all.map(claiming);
}

const isBedded = (story: Story): story is Bedded => story.stay !== undefined;

const bedsideResources = (story: Bedded, clock: Clock, seed: number): Resource[] => [
  ...stayResources(story, clock),
  ...orderResources(story, clock),
  ...vitalsOfStay(story, clock, seed),
  ...glucoseResources(story, clock),
  ...labResources(story, clock),
];
