/** Every figure that the gate decides by, with where it comes from. */
export interface GateSetting {
  readonly label: string;
  readonly unit: string;
  readonly byDefault: number;
  readonly min: number;
  readonly max: number;
  readonly source: string;
}

export const gateSettings = {
  warnDaysBeforeLapse: {
    label: 'Warn before a proof ends',
    unit: 'days',
    byDefault: 30,
    min: 1,
    max: 180,
    source: '[ours] a month is enough to find ten minutes',
  },
  graceDaysAfterLapse: {
    label: 'Access stays after a proof has ended',
    unit: 'days',
    byDefault: 14,
    min: 0,
    max: 90,
    source: '[ours] a lapse first warns, then blocks: nobody is shut out in the middle of a run of shifts',
  },
  breakGlassHoursMax: {
    label: 'Break-glass ends after',
    unit: 'hours',
    byDefault: 12,
    min: 1,
    max: 72,
    source: '[ours] one shift; whoever still needs it says so again',
  },
  abandonedAfterDays: {
    label: 'An attempt without a result counts as not passed after',
    unit: 'days',
    byDefault: 7,
    min: 1,
    max: 60,
    source: '[ours] walking away must not improve a pass rate',
  },
  smallGroupPeople: {
    label: 'Shares are shown of groups from',
    unit: 'people',
    byDefault: 5,
    min: 2,
    max: 20,
    source: '[ours] a share of three people names them',
  },
  firstCheckDays: {
    label: 'First retrieval check after',
    unit: 'days',
    byDefault: 7,
    min: 1,
    max: 60,
    source: 'Latimier 2021: spaced against massed g = 0.74',
  },
  secondCheckDays: {
    label: 'Second retrieval check after',
    unit: 'days',
    byDefault: 30,
    min: 2,
    max: 120,
    source: 'Latimier 2021: expanding intervals add nothing measurable (g = 0.034)',
  },
  thirdCheckDays: {
    label: 'Third retrieval check after',
    unit: 'days',
    byDefault: 90,
    min: 3,
    max: 365,
    source: 'JMIR 2024: spaced online education in health professions, SMD 0.32',
  },
} as const satisfies Readonly<Record<string, GateSetting>>;

export type GateSettingKey = keyof typeof gateSettings;
export type GateSettings = Readonly<Record<GateSettingKey, number>>;

export const gateSettingKeys = Object.keys(gateSettings) as readonly GateSettingKey[];

/** The settings in force. A stored value that a newer version no longer allows gives way to the default. */
export const settingsWith = (stored: Readonly<Record<string, number>>): GateSettings =>
  Object.fromEntries(
    gateSettingKeys.map((key) => {
      const { byDefault, min, max } = gateSettings[key];
      const value = stored[key];
      return [key, value !== undefined && value >= min && value <= max ? value : byDefault];
    }),
  ) as GateSettings;
