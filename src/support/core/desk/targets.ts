import { ok, refuse, type Result } from '#kernel/result.ts';

const hopkins = 'Johns Hopkins IT service centre: P1 and P2 within 15 minutes (20 after hours)';
const outage = `${hopkins}; UCSF has 15 minutes for a critical outage too`;

interface Target {
  readonly value: number;
  readonly label: string;
  readonly source: string;
}

const response = (priority: string, value: number, source: string): Target => ({
  value,
  label: `${priority}: minutes until somebody turns to the asker`,
  source,
});
const resolution = (priority: string, value: number, source: string): Target => ({
  value,
  label: `${priority}: minutes until the help has ended, pauses left out`,
  source,
});

/** The desk's targets by priority, each with where it comes from. `ours` is a judgement of this project, to be changed on site. */
export const deskTargetCatalogue = {
  p1ResponseMinutes: response('P1', 15, outage),
  p2ResponseMinutes: response('P2', 15, hopkins),
  p3ResponseMinutes: response('P3', 60, 'ours: one person whose work stands still is seen within the hour'),
  p4ResponseMinutes: response('P4', 240, 'ours: within half a shift'),
  p1ResolutionMinutes: resolution('P1', 60, 'ours: a hospital stands still; no published figure was found'),
  p2ResolutionMinutes: resolution('P2', 240, 'ours: within half a shift'),
  p3ResolutionMinutes: resolution('P3', 480, 'ours: within a shift'),
  p4ResolutionMinutes: resolution('P4', 2880, 'ours: within two days'),
} as const satisfies Readonly<Record<string, Target>>;

export type DeskTargetKey = keyof typeof deskTargetCatalogue;
export type DeskTargets = Readonly<Record<DeskTargetKey, number>>;

export const targetMinutesMin = 1;
export const targetMinutesMax = 43_200;

const keys = Object.keys(deskTargetCatalogue) as DeskTargetKey[];

export const defaultDeskTargets = Object.fromEntries(keys.map((key) => [key, deskTargetCatalogue[key].value])) as DeskTargets;

/** The targets in force after an installation's own values. */
export function deskTargetsWith(overrides: Readonly<Record<string, unknown>>): Result<DeskTargets, 'unknown-target' | 'out-of-range'> {
  const values: Record<DeskTargetKey, number> = { ...defaultDeskTargets };
  for (const [key, value] of Object.entries(overrides)) {
    if (!Object.hasOwn(deskTargetCatalogue, key))
      return refuse('unknown-target', `There is no target "${key}". They are: ${keys.join(', ')}.`);
    if (typeof value !== 'number' || !(value >= targetMinutesMin && value <= targetMinutesMax))
      return refuse(
        'out-of-range',
        `A target must be from ${targetMinutesMin} to ${targetMinutesMax} minutes, not ${JSON.stringify(value)}.`,
      );
    values[key as DeskTargetKey] = value;
  }
  return ok(values);
}
