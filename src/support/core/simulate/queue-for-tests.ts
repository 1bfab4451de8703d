import { minuteMs } from '#kernel/time.ts';
import type { AskerClass } from '../dispatch/model.ts';
import { defaultDispatchSettings, type DispatchSettings } from '../dispatch/settings.ts';
import { exponential, streamOf } from './draws.ts';
import type { Behaviour, Scenario, SimulatedRequest } from './scenario.ts';

/** One unit of the time of the queueing models. */
export const serviceMinutes = 10;

/** Answers at once, nothing to walk, patience until help comes: the assumptions of the classic models. */
export const idealBehaviour: Behaviour = {
  ackSecondsMean: 0,
  ackVariation: 0,
  wrongSkillTimes: 1,
  wrongSkillAgain: 0,
  patienceRunsWhileCalled: true,
  walkHome: false,
};

/** No reserve, no ageing: what is left is provider-first. */
export const plainSettings: DispatchSettings = {
  ...defaultDispatchSettings,
  reserveShare: 0,
  ageingMinutes: Number.POSITIVE_INFINITY,
  providerUnskilledMinutes: Number.POSITIVE_INFINITY,
  otherUnskilledMinutes: Number.POSITIVE_INFINITY,
  p3ResponseMinutes: Number.POSITIVE_INFINITY,
};

export interface QueueModel {
  readonly servers: number;
  /** Per unit of time, by class. */
  readonly rates: Partial<Record<AskerClass, number>>;
  /** Mean patience in units of time; 0: nobody waits. */
  readonly patience: number;
  /** Length in units of time. */
  readonly length: number;
}

/** M/M/n in the terms of a scenario: one unit, one topic, everybody alike. */
export function queueScenario({ servers, rates, patience, length }: QueueModel, seed: number, settings = plainSettings): Scenario {
  const end = length * serviceMinutes * minuteMs;
  const requests = Object.entries(rates).flatMap(([askerClass, rate], i) => {
    const uniform = streamOf(seed, i);
    const drawn: SimulatedRequest[] = [];
    for (let at = 0; (at += exponential(uniform, (serviceMinutes * minuteMs) / rate)) < end;)
      drawn.push({
        askerClass: askerClass as AskerClass,
        unitId: 'u',
        topic: 't',
        priority: 'P3',
        at: Math.round(at),
        helpMinutes: exponential(uniform, serviceMinutes),
        patienceMinutes: patience === 0 ? 0 : exponential(uniform, patience * serviceMinutes),
      });
    return drawn;
  });
  return {
    units: new Map([['u', { siteId: 's', building: 'b', floor: '1' }]]),
    walkSeconds: () => 0,
    supporters: Array.from({ length: servers }, (_, i) => ({
      supporterId: `p${i}`,
      tier: 'ate',
      knows: ['t'],
      duties: [{ start: 0, end: end * 2, unitId: 'u' }],
    })),
    requests: requests.toSorted((a, b) => a.at - b.at),
    behaviour: idealBehaviour,
    settings,
    seed,
  };
}
