import { defined } from '#kernel/assert.ts';
import { daysBetween, weekday, type LocalDate } from '#kernel/time.ts';

/** Whether a clinician was on a unit on a date on which they could have been. */
export interface Opportunity {
  readonly date: LocalDate;
  readonly present: boolean;
}

/** What a rhythm says of one date: probability, and the counts it came from. */
export interface HabitGuess {
  readonly confidence: number;
  /** The likeliest rotation. */
  readonly everyWeeks: number;
  /** Past dates of the same weekday and turn of that rotation, and how many of them found the clinician there. */
  readonly chances: number;
  readonly hits: number;
}

/** One weekday of one turn: what was seen there, and how likely it is one of the clinician's days at all. */
interface Cell {
  hits: number;
  chances: number;
  due: number;
}

/*
 * Ours: one weekday of a turn in five is somebody's day; on such days they come two times in three (Beta 2, 1), on others one in fifty
 * (Beta 0.5, 25). A handful of weeks outweighs these; they decide how soon a long rotation is believed.
 */
const dueBefore = 0.2;
const whenDue = { hits: 2, chances: 3 };
const otherwise = { hits: 0.5, chances: 25.5 };

/** A Monday. */
const epoch = '1970-01-05';
const weekOf = (date: LocalDate): number => Math.floor(daysBetween(epoch, date) / 7);

/**
 * A clinician's rhythm on one unit: "comes on these weekdays every k-th week", k = 1 … `weeksMax`. For each k, every weekday of each of its k
 * turns has its own unknown probability (two Beta priors: their day, not their day); the k are weighed by how well they foretold the past
 * (marginal likelihood, all weekdays together) and averaged, so that a rotation is believed only as far as it has shown itself. Standard
 * Bayesian model averaging.
 */
export function learnHabit(past: readonly Opportunity[], weeksMax: number): (date: LocalDate) => HabitGuess {
  const rotations = Array.from({ length: weeksMax }, (_, i) => learnRotation(past, i + 1));
  const best = Math.max(...rotations.map((rotation) => rotation.logLikelihood));
  const weights = rotations.map((rotation) => Math.exp(rotation.logLikelihood - best));
  const sum = weights.reduce((a, b) => a + b, 0);
  const likeliest = weights.indexOf(Math.max(...weights));
  return (date) => {
    const confidence = rotations.reduce((total, rotation, i) => total + ((weights[i] ?? 0) / sum) * chance(rotation.cellOf(date)), 0);
    const { hits, chances } = defined(rotations[likeliest], 'rotation').cellOf(date);
    return { confidence, everyWeeks: likeliest + 1, chances, hits };
  };
}

const newCell = (): Cell => ({ hits: 0, chances: 0, due: dueBefore });
const share = (cell: Cell, prior: typeof whenDue): number => (cell.hits + prior.hits) / (cell.chances + prior.chances);
const chance = (cell: Cell): number => cell.due * share(cell, whenDue) + (1 - cell.due) * share(cell, otherwise);

function learnRotation(past: readonly Opportunity[], weeks: number): { logLikelihood: number; cellOf: (date: LocalDate) => Cell } {
  const cells = Array.from({ length: 7 * weeks }, newCell);
  const cellOf = (date: LocalDate): Cell =>
    defined(cells[(((weekOf(date) % weeks) + weeks) % weeks) * 7 + weekday(date) - 1], 'weekday of a turn');
  let logLikelihood = 0;
  for (const { date, present } of past) {
    const cell = cellOf(date);
    const [p, ifDue] = [chance(cell), share(cell, whenDue)];
    logLikelihood += Math.log(present ? p : 1 - p); // one step ahead each time: the product is the marginal likelihood
    cell.due *= present ? ifDue / p : (1 - ifDue) / (1 - p);
    cell.chances += 1;
    if (present) cell.hits += 1;
  }
  return { logLikelihood, cellOf };
}
