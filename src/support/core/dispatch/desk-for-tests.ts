import { newRequest, type DispatchState, type HelpRequest, type SupporterOnDuty } from './model.ts';
import { defaultDispatchSettings, type DispatchSettings } from './settings.ts';

/** Two floors of one building, another building, another site. A minute between units of a floor, three to another floor, ten to a building. */
const units = new Map([
  ['4W', { siteId: 'main', building: 'A', floor: '4' }],
  ['4E', { siteId: 'main', building: 'A', floor: '4' }],
  ['5W', { siteId: 'main', building: 'A', floor: '5' }],
  ['ED', { siteId: 'main', building: 'B', floor: '1' }],
  ['HILL', { siteId: 'hill', building: 'A', floor: '1' }],
]);

function walkSeconds(from: string, to: string): number {
  const [a, b] = [units.get(from), units.get(to)];
  if (from === to) return 0;
  if (a?.building !== b?.building) return 600;
  return a?.floor === b?.floor ? 60 : 180;
}

export const unitIds = [...units.keys()];

export function desk(
  supporters: readonly SupporterOnDuty[],
  requests: readonly HelpRequest[],
  settings: Partial<DispatchSettings> = {},
): DispatchState {
  return { units, walkSeconds, supporters, requests, offers: [], settings: { ...defaultDispatchSettings, ...settings } };
}

export function supporter(supporterId: string, unitId: string | null, change: Partial<SupporterOnDuty> = {}): SupporterOnDuty {
  return {
    supporterId,
    name: supporterId,
    tier: 'ate',
    unitId,
    knows: ['cpoe'],
    state: 'free',
    stateSince: 0,
    heartbeatAt: 1e15,
    loadMinutes: 0,
    silentStreak: 0,
    ...change,
  };
}

export function request(requestId: string, change: Partial<HelpRequest> = {}): HelpRequest {
  const { createdAt = 0 } = change;
  return { ...newRequest({ requestId, askerClass: 'provider', unitId: '4W', topic: 'cpoe', priority: 'P3', createdAt }), ...change };
}
