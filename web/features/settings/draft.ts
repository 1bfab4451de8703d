import type { SettingView } from '#coverage/contract.ts';

/** Values that were typed but not saved, by key; null: back to the default. `NaN`: the field is empty. */
export type Draft = Readonly<Record<string, number | null>>;

/** What the field shows. */
export function draftValue(setting: SettingView, draft: Draft): number {
  const drafted = draft[setting.key];
  return drafted === undefined ? setting.value : (drafted ?? setting.byDefault);
}

/** Why the typed value cannot be, in words; null where it can. */
export function draftProblem(setting: SettingView, draft: Draft): string | null {
  const value = draftValue(setting, draft);
  const range = `from ${setting.min} to ${setting.max} ${setting.unit}`;
  if (Number.isNaN(value)) return `Give a number ${range}, or go back to the default.`;
  if (value < setting.min || value > setting.max) return `It can be ${range}.`;
  return setting.whole && !Number.isInteger(value) ? 'Whole numbers only.' : null;
}

/** The draft after typing: a value that is in force already is no change. */
export function drafted(setting: SettingView, draft: Draft, typed: number | null): Draft {
  const { [setting.key]: _before, ...rest } = draft;
  const value = typed ?? setting.byDefault;
  return value === setting.value ? rest : { ...rest, [setting.key]: typed === setting.byDefault ? null : typed };
}
