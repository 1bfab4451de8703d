import { ok, refuse, type Result } from '#kernel/result.ts';

interface Setting {
  readonly value: number;
  readonly unit: string;
  readonly label: string;
  readonly source: string;
  readonly min: number;
  readonly max: number;
}

const simulated = 'ours: chosen by simulation (docs/subsystems/dispatch.md)';

/** Every figure of dispatch with its source. `ours` is a judgement of this project; each is a default to be changed on site. */
export const dispatchSettingCatalogue = {
  providerOfferSeconds: {
    value: 30,
    unit: 'seconds',
    label: "Time to answer an offer of a provider's request",
    source: 'ours: physicians will not wait for a call back (CPOE wiki, seed text 0, B)',
    min: 5,
    max: 900,
  },
  otherOfferSeconds: {
    value: 60,
    unit: 'seconds',
    label: "Time to answer an offer of anybody else's request",
    source: 'ours: twice the time of a provider',
    min: 5,
    max: 1800,
  },
  zoneLeadAttempt: {
    value: 3,
    unit: 'attempt',
    label: 'Attempt from which the zone lead is called as well',
    source: 'ours: two people did not answer, so somebody must look into it',
    min: 1,
    max: 20,
  },
  heartbeatLostSeconds: {
    value: 120,
    unit: 'seconds',
    label: 'Silence of a phone after which its bearer is not called',
    source: 'ours: longer than a ride in a lift, shorter than two offers',
    min: 15,
    max: 3600,
  },
  ageingMinutes: {
    value: 10,
    unit: 'minutes',
    label: 'Wait after which anybody counts as a provider does',
    source: 'ours: provider-first alone nearly doubled the abandonment of the others in simulation',
    min: 0,
    max: 240,
  },
  reserveShare: {
    value: 1 / 8,
    unit: 'share of those on duty',
    label: 'Free supporters kept for providers (rounded down, so a tiny hospital keeps none)',
    source: simulated,
    min: 0,
    max: 0.5,
  },
  fairnessSecondsPerMinute: {
    value: 0.5,
    unit: 'seconds per minute',
    label: 'Detour worth taking for each minute that a nearer supporter has worked above the mean',
    source: simulated,
    min: 0,
    max: 60,
  },
  lastOnFloorSeconds: {
    value: 30,
    unit: 'seconds',
    label: 'Detour worth taking for a nurse or other to leave the last on a floor who knows a topic for providers',
    source: simulated,
    min: 0,
    max: 600,
  },
  providerUnskilledMinutes: {
    value: 2,
    unit: 'minutes',
    label: 'Wait, or likely wait, for somebody who knows the topic above which a provider is sent somebody who does not',
    source: 'ours: physicians tolerate neither a wait nor a supporter who must ask somebody else (CPOE wiki, seed text 0, B); simulated',
    min: 0,
    max: 240,
  },
  otherUnskilledMinutes: {
    value: 10,
    unit: 'minutes',
    label: 'Wait, or likely wait, for somebody who knows the topic above which anybody else is sent somebody who does not',
    source: simulated,
    min: 0,
    max: 240,
  },
  preemption: {
    value: 0,
    unit: 'yes (1) or no (0)',
    label: "A supporter still walking to a fresh request of a nurse or other may be asked to turn to a provider's",
    source: 'ours: with a reserve it hardly ever fires and helps nobody (support simulation)',
    min: 0,
    max: 1,
  },
  p1CreditMinutes: credit(10, 'P1'),
  p2CreditMinutes: credit(5, 'P2'),
  p3CreditMinutes: credit(0, 'P3'),
  p4CreditMinutes: credit(-5, 'P4'),
  p1ResponseMinutes: response(5, 'P1'),
  p2ResponseMinutes: response(10, 'P2'),
  p3ResponseMinutes: response(20, 'P3'),
  p4ResponseMinutes: response(60, 'P4'),
  pushWaitSeconds: wait(8, 'push', 'pager'),
  pagerWaitSeconds: wait(10, 'page on a pager', 'mail'),
  mailWaitSeconds: wait(0, 'mail', 'text message'),
  smsWaitSeconds: wait(10, 'text message', 'telephone call'),
  arrivalGraceMinutes: {
    value: 5,
    unit: 'minutes',
    label: 'Time beyond the walk after which a supporter who accepted and did not arrive is asked after',
    source: 'ours',
    min: 0,
    max: 120,
  },
  confirmMinutes: {
    value: 60,
    unit: 'minutes',
    label: 'Time after which an asker who has not confirmed that it is solved is asked by a person',
    source: 'ours: nothing is closed silently',
    min: 1,
    max: 10_080,
  },
  providerHelpMinutes: help(9, 'a provider'),
  nurseHelpMinutes: help(11, 'a nurse'),
  otherHelpMinutes: help(8, 'anybody else'),
} as const satisfies Readonly<Record<string, Setting>>;

function credit(value: number, priority: string): Setting {
  const source = 'ours: bounded, so that no stream of pressing requests can hold back an older one for ever';
  return {
    value,
    unit: 'minutes',
    label: `Minutes that ${priority} counts as older than it is, within its class`,
    source,
    min: -60,
    max: 60,
  };
}

function response(value: number, priority: string): Setting {
  const label = `Wait after which an unanswered ${priority} is told to the command centre`;
  return { value, unit: 'minutes', label, source: 'ours', min: 1, max: 1440 };
}

function wait(value: number, sent: string, next: string): Setting {
  const source = 'ours: a push fails silently, and an offer of a provider lasts half a minute in all';
  return { value, unit: 'seconds', label: `Time to answer after a ${sent} before the ${next} goes out`, source, min: 0, max: 600 };
}

function help(value: number, whom: string): Setting {
  const source = 'support simulation, an assumption: replace by what the site measures';
  return { value, unit: 'minutes', label: `Mean time to help ${whom}, for the wait that is told`, source, min: 1, max: 240 };
}

export type DispatchSettingKey = keyof typeof dispatchSettingCatalogue;
/** The values in force. Names end in their unit of measure where it is not a count. */
export type DispatchSettings = Readonly<Record<DispatchSettingKey, number>>;

const keys = Object.keys(dispatchSettingCatalogue) as DispatchSettingKey[];
const isKey = (key: string): key is DispatchSettingKey => Object.hasOwn(dispatchSettingCatalogue, key);

export const defaultDispatchSettings: DispatchSettings = Object.fromEntries(
  keys.map((key) => [key, dispatchSettingCatalogue[key].value]),
) as DispatchSettings;

/** The settings in force after an installation's own values. Refuses the first value that cannot stand, and says which would. */
export function dispatchSettingsWith(
  overrides: Readonly<Record<string, unknown>>,
): Result<DispatchSettings, 'unknown-setting' | 'out-of-range'> {
  const values: Record<DispatchSettingKey, number> = { ...defaultDispatchSettings };
  for (const [key, value] of Object.entries(overrides)) {
    if (!isKey(key)) return refuse('unknown-setting', `There is no dispatch setting "${key}". The settings are: ${keys.join(', ')}.`);
    const { min, max, unit, label }: Setting = dispatchSettingCatalogue[key];
    if (typeof value !== 'number' || !(value >= min && value <= max))
      return refuse('out-of-range', `"${label}" must be a number from ${min} to ${max} ${unit}, not ${JSON.stringify(value)}.`);
    values[key] = value;
  }
  return ok(values);
}

/** Mean time that help for a request is likely to take. */
export function helpMinutes({ askerClass }: { readonly askerClass: 'provider' | 'nurse' | 'other' }, settings: DispatchSettings): number {
  const { providerHelpMinutes, nurseHelpMinutes, otherHelpMinutes } = settings;
  return { provider: providerHelpMinutes, nurse: nurseHelpMinutes, other: otherHelpMinutes }[askerClass];
}
