/** A step that a person must still take: a class to attend and pass, an exercise, a check. */
export interface OutstandingStep {
  readonly courseId: string;
  /** How many times they can still try before the date: seats that they have or could get. */
  readonly chances: number;
  /** Chance of coming and of passing, each 0 to 1. */
  readonly showChance: number;
  readonly passChance: number;
}

export interface ReadinessForecast {
  /** That at least the wanted share is certified by the date, each person on their own (Poisson binomial distribution, exact). */
  readonly probability: number;
  readonly expected: number;
  readonly people: number;
  readonly wanted: number;
  readonly bottleneck: Bottleneck | null;
}

/** What, if it were no hindrance, would help most. */
export interface Bottleneck {
  readonly kind: 'seats' | 'passing' | 'coming';
  readonly courseId: string;
  /** People whom it holds up. */
  readonly people: number;
  readonly probabilityWithout: number;
}

/** Chance of success as seen so far, with one success and one failure added (Laplace's rule of succession), so that few data promise little. */
export const chanceFrom = (successes: number, tries: number): number => (successes + 1) / (tries + 2);

/**
 * Whether a group will be ready: `people` are their outstanding steps (none: certified already), `shareWanted` of them must be certified.
 * People and steps are taken as independent; a bad class that a whole unit sits in is worse than this says.
 */
export function forecastReadiness(people: readonly (readonly OutstandingStep[])[], shareWanted: number): ReadinessForecast {
  const wanted = Math.ceil(shareWanted * people.length - 1e-9);
  const chances = people.map(certifiedChance);
  const probability = atLeast(chances, wanted);
  return {
    probability,
    expected: chances.reduce((sum, chance) => sum + chance, 0),
    people: people.length,
    wanted,
    bottleneck: probability > 1 - 1e-9 ? null : worstHindrance(people, wanted, probability),
  };
}

const stepChance = ({ chances, showChance, passChance }: OutstandingStep): number => 1 - (1 - showChance * passChance) ** chances;
const certifiedChance = (steps: readonly OutstandingStep[]): number => steps.reduce((product, step) => product * stepChance(step), 1);

/** P(at least `wanted` of independent events happen), by adding one event after the other. */
export function atLeast(chances: readonly number[], wanted: number): number {
  let exactly = [1];
  for (const p of chances) {
    const next = Array.from({ length: exactly.length + 1 }, () => 0);
    exactly.forEach((q, k) => {
      next[k] = (next[k] ?? 0) + q * (1 - p);
      next[k + 1] = (next[k + 1] ?? 0) + q * p;
    });
    exactly = next;
  }
  return Math.min(
    1,
    exactly.slice(wanted).reduce((sum, q) => sum + q, 0),
  );
}

const without: Readonly<Record<Bottleneck['kind'], (step: OutstandingStep) => OutstandingStep>> = {
  seats: (step) => (step.chances === 0 ? { ...step, chances: 1 } : step),
  passing: (step) => ({ ...step, passChance: 1 }),
  coming: (step) => ({ ...step, showChance: 1 }),
};

function worstHindrance(people: readonly (readonly OutstandingStep[])[], wanted: number, probability: number): Bottleneck | null {
  const courses = [...new Set(people.flat().map(({ courseId }) => courseId))];
  let worst: { bottleneck: Bottleneck; expected: number } | null = null;
  const expectedNow = people.reduce((sum, steps) => sum + certifiedChance(steps), 0);
  for (const courseId of courses)
    for (const kind of ['seats', 'passing', 'coming'] as const) {
      const freed = people.map((steps) => steps.map((step) => (step.courseId === courseId ? without[kind](step) : step)));
      const chances = freed.map(certifiedChance);
      const expected = chances.reduce((sum, chance) => sum + chance, 0);
      if (expected <= expectedNow + 1e-9 || (worst && expected <= worst.expected)) continue;
      const held = people.filter((steps) =>
        steps.some((step) => step.courseId === courseId && stepChance(without[kind](step)) > stepChance(step) + 1e-9),
      ).length;
      worst = {
        expected,
        bottleneck: { kind, courseId, people: held, probabilityWithout: Math.max(probability, atLeast(chances, wanted)) },
      };
    }
  return worst?.bottleneck ?? null;
}
