import type { Interval } from '#kernel/interval.ts';
import type { Instant } from '#kernel/time.ts';
import type { AskerClass, Priority, Tier, UnitPlace } from '../dispatch/model.ts';
import type { DispatchSettings } from '../dispatch/settings.ts';

/** Everything that happens by itself, drawn beforehand: every policy meets the very same askers. */
export interface Scenario {
  readonly units: ReadonlyMap<string, UnitPlace>;
  readonly walkSeconds: (fromUnitId: string, toUnitId: string) => number;
  readonly supporters: readonly SimulatedSupporter[];
  /** In order of time. */
  readonly requests: readonly SimulatedRequest[];
  readonly behaviour: Behaviour;
  readonly settings: DispatchSettings;
  /** Of the draws made on the way: acknowledgements, and whether help without the topic sufficed. */
  readonly seed: number;
}

export interface SimulatedSupporter {
  readonly supporterId: string;
  readonly tier: Tier;
  readonly knows: readonly string[];
  /** Not overlapping. */
  readonly duties: readonly SimulatedDuty[];
}

export interface SimulatedDuty extends Interval {
  /** Where they wait for calls; null: by phone. */
  readonly unitId: string | null;
}

export interface SimulatedRequest {
  readonly askerClass: AskerClass;
  readonly unitId: string;
  readonly topic: string;
  readonly priority: Priority;
  readonly at: Instant;
  /** With somebody who knows the topic. */
  readonly helpMinutes: number;
  readonly patienceMinutes: number;
}

export interface Behaviour {
  /** Time to answer an offer: lognormal. Longer than the offer runs = silent. */
  readonly ackSecondsMean: number;
  readonly ackVariation: number;
  /** Help by somebody who does not know the topic takes that many times as long … */
  readonly wrongSkillTimes: number;
  /** … and with this probability solves nothing, so that the request is dispatched again. */
  readonly wrongSkillAgain: number;
  /** Whether patience still runs while somebody is being called, or only while nobody is. */
  readonly patienceRunsWhileCalled: boolean;
  /** Supporters walk back to where they wait for calls. */
  readonly walkHome: boolean;
}
