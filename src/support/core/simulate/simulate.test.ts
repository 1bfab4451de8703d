import { expect, it } from 'vitest';
import { minuteMs } from '#kernel/time.ts';
import { policies } from '../dispatch/policy.ts';
import { idealBehaviour, plainSettings } from './queue-for-tests.ts';
import type { Scenario, SimulatedRequest, SimulatedSupporter } from './scenario.ts';
import { simulate } from './simulate.ts';

const site = (floor: string) => ({ siteId: 's', building: 'b', floor });

const ask = (minute: number, change: Partial<SimulatedRequest> = {}): SimulatedRequest => ({
  askerClass: 'nurse',
  unitId: 'near',
  topic: 't',
  priority: 'P3',
  at: minute * minuteMs,
  helpMinutes: 10,
  patienceMinutes: Infinity,
  ...change,
});

const onDuty = (supporterId: string, start: number, end: number, knows = ['t']): SimulatedSupporter => ({
  supporterId,
  tier: 'ate',
  knows,
  duties: [{ start: start * minuteMs, end: end * minuteMs, unitId: 'near' }],
});

function play(supporters: SimulatedSupporter[], requests: SimulatedRequest[], behaviour: Partial<Scenario['behaviour']> = {}) {
  const scenario: Scenario = {
    units: new Map([
      ['near', site('1')],
      ['far', site('2')],
    ]),
    walkSeconds: (from, to) => (from === to ? 0 : 240),
    supporters,
    requests,
    behaviour: { ...idealBehaviour, ...behaviour },
    settings: plainSettings,
    seed: 1,
  };
  const { outcomes, use } = simulate(scenario, policies.ours);
  return { waits: outcomes.map(({ minutes, end }) => `${minutes} ${end}`), use };
}

it('a wait is what dispatch, the answer and the walk take; use is the walk and the help', () => {
  const { waits, use } = play([onDuty('s', 0, 100)], [ask(0, { unitId: 'far' }), ask(5)], { ackSecondsMean: 30 });
  // Answered after half a minute, four minutes on foot, ten of help; then again half a minute and four minutes back.
  expect(waits).toEqual(['4.5 helped', '14 helped']);
  expect(use).toEqual([0.28]);
});

it('walks home after help, unless called before', () => {
  const asks = [ask(0, { unitId: 'far' }), ask(16), ask(40)];
  expect(play([onDuty('s', 0, 100)], asks, { walkHome: true }).waits).toEqual(['4 helped', '4 helped', '0 helped']);
  expect(play([onDuty('s', 0, 100)], [asks[0] ?? ask(0), ask(18)], { walkHome: true }).waits).toEqual(['4 helped', '0 helped']);
});

it('nobody is called off duty; who is helping when their duty ends stays until it is done', () => {
  const { waits, use } = play([onDuty('s', 10, 20), onDuty('late', 60, 70)], [ask(0), ask(15), ask(30)]);
  expect(waits).toEqual(['10 helped', '45 helped', '40 still-waiting']);
  expect(use).toEqual([1, 1]);
  expect(play([onDuty('s', 0, 15)], [ask(10), ask(16)]).waits).toEqual(['0 helped', '4 still-waiting']);
});

it('help without the topic takes longer, and may have to be given again by somebody else', () => {
  const asks = [ask(0), ask(1, { topic: '' })];
  expect(play([onDuty('s', 0, 100, [])], asks, { wrongSkillTimes: 1.6 }).waits).toEqual(['0 helped', '15 helped']);
  const again = play([onDuty('s', 0, 100, [])], asks, { wrongSkillTimes: 1.6, wrongSkillAgain: 1 });
  expect(again.use[0]).toBeGreaterThan(0.4);
});

it('patience may rest while somebody is being called, and runs on when they stay silent', () => {
  // Answers would take an hour: each offer of a nurse's request lapses after a minute and is made again at once.
  const silent = { ackSecondsMean: 3600 };
  const asks = [ask(0, { patienceMinutes: 0.5 })];
  expect(play([onDuty('s', 0, 100)], asks, { ...silent, patienceRunsWhileCalled: true }).waits).toEqual(['0.5 gave-up']);
  const busy = [ask(0, { helpMinutes: 30 }), ask(1, { patienceMinutes: 2 })];
  expect(play([onDuty('s', 0, 100)], busy, { patienceRunsWhileCalled: false }).waits).toEqual(['0 helped', '2 gave-up']);
});
