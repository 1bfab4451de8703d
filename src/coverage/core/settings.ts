import { ok, refuse, type Result } from '#kernel/result.ts';
import { settingCatalogue } from './setting-catalogue.ts';

export type SettingKey = keyof typeof settingCatalogue;
/** The values in force. Names end in their unit of measure where it is not a count. */
export type CoverageSettings = Readonly<Record<SettingKey, number>>;

export const settingKeys = Object.keys(settingCatalogue) as SettingKey[];

export const defaultSettings: CoverageSettings = Object.fromEntries(
  settingKeys.map((key) => [key, settingCatalogue[key].value]),
) as CoverageSettings;

export type SettingRefusal = 'unknown-setting' | 'not-a-number' | 'out-of-range' | 'settings-disagree';

const isKey = (key: string): key is SettingKey => Object.hasOwn(settingCatalogue, key);

/** Pairs that must stay in order, or the clock would run backwards. */
const ordered: readonly (readonly [SettingKey, SettingKey])[] = [
  ['dayOneSupportedRounds', 'dayOneRoundsMax'],
  ['dayOneRoundsMax', 'stableRounds'],
  ['resettleRounds', 'stableRounds'],
  ['settlingLapseDays', 'stableLapseDays'],
];

/** The settings in force after an installation's own values. Refuses the first value that cannot stand, and says which would. */
export function withOverrides(overrides: Readonly<Record<string, unknown>>): Result<CoverageSettings, SettingRefusal> {
  const values: Record<SettingKey, number> = { ...defaultSettings };
  for (const [key, value] of Object.entries(overrides)) {
    if (!isKey(key))
      return refuse('unknown-setting', `There is no coverage setting "${key}". The settings are: ${settingKeys.join(', ')}.`);
    const { min, max, unit, label, whole } = settingCatalogue[key];
    if (typeof value !== 'number' || !Number.isFinite(value))
      return refuse('not-a-number', `"${label}" must be a number of ${unit}, not ${JSON.stringify(value)}.`);
    if (value < min || value > max || (whole && !Number.isInteger(value)))
      return refuse('out-of-range', `"${label}" must be ${whole ? 'a whole number ' : ''}from ${min} to ${max} ${unit}, not ${value}.`);
    values[key] = value;
  }
  for (const [smaller, larger] of ordered)
    if (values[smaller] > values[larger])
      return refuse(
        'settings-disagree',
        `"${settingCatalogue[smaller].label}" (${values[smaller]}) must not be more than "${settingCatalogue[larger].label}" (${values[larger]}). Change one of them.`,
      );
  return ok(values);
}
