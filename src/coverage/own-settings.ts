import type { Setting } from './core/setting.ts';

/** Settings of what people do with a published plan; those that planning decides by are in `core/setting-catalogue.ts`. */
export const ownSettings = {
  swapsNeedApproval: {
    value: 0,
    unit: 'yes (1) or no (0)',
    label: 'A coordinator must approve swaps and open shifts that are taken',
    source: 'ours: the hard rules judge them anyway; a unit that wants a second look turns it on',
    min: 0,
    max: 1,
    whole: true,
  },
  callOutHoursDefault: {
    value: 12,
    unit: 'hours',
    label: 'How long somebody who calls out is away if they do not say',
    source: 'ours: the length of a long shift, so that the present one is over',
    min: 1,
    max: 336,
    whole: false,
  },
} as const satisfies Record<string, Setting>;

export const ownSettingKeys: readonly string[] = Object.keys(ownSettings);
