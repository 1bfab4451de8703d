/**
 * What the planner weighs, in the currency of the plan. Wages are in the objective as they are; hours that nobody
 * covers cost their need's own `missingCostPerHour`, up to `missingCapPerHour`. All else here is a preference.
 */
export interface PlanWeights {
  /** No hour of help is worth more than this: a need that costs more to cover stays open as `too-dear`. */
  readonly missingCapPerHour: number;
  /** In-house before vendor: surcharge per hour of a vendor or consultant. */
  readonly vendorPerHour: number;
  /** Continuity: a supporter beside a clinician they have not accompanied before, once per pair. */
  readonly newClinician: number;
  /** Continuity: a supporter on a unit that is new to them, once per pair. */
  readonly newUnit: number;
  /** Fairness of nights: a night beyond one a week costs this, beyond two a week twice this, beyond three thrice. */
  readonly night: number;
  /** Fairness of hours: an hour beyond 70% of somebody's limit costs this, beyond 90% thrice this. */
  readonly loadPerHour: number;
  /** A minute of walking between two sessions of one duty. */
  readonly travelPerMinute: number;
  /** An open seat filled by one who lacks the unit's topic, per hour. */
  readonly openSeatWithoutTopicPerHour: number;
  /** Every need that a person gains or loses against the previous plan. */
  readonly change: number;
  /** A duty is never longer than this, unless its shift is: at 12.5 h and more, errors triple (Rogers et al. 2004). */
  readonly dutyHoursMax: number;
}

export const defaultWeights: PlanWeights = {
  missingCapPerHour: 5_000,
  vendorPerHour: 15,
  newClinician: 20,
  newUnit: 10,
  night: 25,
  loadPerHour: 2,
  travelPerMinute: 1,
  openSeatWithoutTopicPerHour: 3,
  change: 60,
  dutyHoursMax: 12.5,
};
