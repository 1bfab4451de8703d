import { randomStream } from '#kernel/random.ts';

/* What people ask in the demo, and how they behave; nothing here is measured, it is there to be looked at. */

export const badBuild = 'Order sets do not open after the nightly build';

interface Line {
  readonly topic: string;
  readonly askerClass: 'provider' | 'nurse' | 'other';
  readonly texts: readonly string[];
}

const lines: readonly Line[] = [
  {
    topic: 'physician',
    askerClass: 'provider',
    texts: ['Discharge order will not sign', 'Where is medication reconciliation', 'Cannot find my patient list'],
  },
  {
    topic: 'nurse',
    askerClass: 'nurse',
    texts: ['Bar code scanner does not beep', 'Flowsheet row is missing', 'How do I document a late dose'],
  },
  { topic: 'pharmacist', askerClass: 'other', texts: ['Verification queue is empty'] },
  { topic: 'ma', askerClass: 'other', texts: ['Cannot check a visit in'] },
  { topic: '', askerClass: 'nurse', texts: ['Printer prints nothing', 'Screen is stuck'] },
];

export interface Wish {
  readonly topic: string;
  readonly askerClass: 'provider' | 'nurse' | 'other';
  readonly text: string;
  /** One of the storm. */
  readonly ofStorm: boolean;
}

/** The storm is over orders, so physicians ask most. */
export function wishOf(uniform: () => number, inStorm: boolean): Wish {
  const pick = <T>(those: readonly T[]): T => those[Math.floor(uniform() * those.length)] as T;
  if (inStorm && uniform() < 0.7) {
    const provider = uniform() < 0.6;
    return { topic: provider ? 'physician' : 'nurse', askerClass: provider ? 'provider' : 'nurse', text: badBuild, ofStorm: true };
  }
  const { topic, askerClass, texts } = uniform() < 0.7 ? pick(lines.slice(0, 2)) : pick(lines);
  return { topic, askerClass, text: pick(texts), ofStorm: false };
}

/** Requests in a minute of the history: quiet hours, a storm that began 70 minutes ago, and its end. */
export function requestsIn(minutesAgo: number, scale: number, uniform: () => number): number {
  const perMinute = minutesAgo > 75 ? 0.12 : minutesAgo > 35 ? 0.9 : 0.3;
  const expected = perMinute * scale;
  return Math.floor(expected) + (uniform() < expected % 1 ? 1 : 0);
}

export const storm = { beganMinutesAgo: 75, endedMinutesAgo: 35, historyMinutes: 300 } as const;
export const streamOf = (seed: number): (() => number) => randomStream(seed * 7919 + 6);
