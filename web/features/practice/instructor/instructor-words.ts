import type { ClassRow } from '#sandbox/contract.ts';
import { minuteMs, type Instant } from '#kernel/time.ts';
import type { Tone } from '#web/ui/StatusDot.tsx';

/* Words and figures of the instructor's pages. */

type State = ClassRow['state'];

export const stateWords: Readonly<Record<State, string>> = {
  stuck: 'Stuck',
  idle: 'Idle',
  working: 'Working',
  submitted: 'Handed in',
  'not-begun': 'Not begun',
};
export const stateTones: Readonly<Record<State, Tone>> = {
  stuck: 'gap',
  idle: 'look',
  working: 'accent',
  submitted: 'good',
  'not-begun': 'quiet',
};
const order: readonly State[] = ['stuck', 'idle', 'working', 'not-begun', 'submitted'];
/** Who needs somebody most stands first. */
export const stateRank = (state: State): number => order.indexOf(state);

/** `2 stuck, 5 idle, 20 working`; states that nobody is in are left out. */
export function countsText(rows: readonly Pick<ClassRow, 'state'>[]): string {
  const counts = Map.groupBy(rows, ({ state }) => state);
  return order
    .flatMap((state) => (counts.has(state) ? [`${counts.get(state)?.length} ${stateWords[state].toLowerCase()}`] : []))
    .join(', ');
}

/** `just now`, `4 min ago`, `2 h ago`. */
export function agoText(at: Instant, now: Instant): string {
  const minutes = Math.floor((now - at) / minuteMs);
  if (minutes < 1) return 'just now';
  return minutes < 120 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ago`;
}

export const percentText = (share: number): string => `${Math.round(share * 100)}%`;

/** What a share says of a task, after the rule of thumb of test theory that items between 30% and 90% tell most. */
export function difficultyWord(share: number): string {
  if (share < 0.3) return 'Very hard';
  if (share < 0.6) return 'Hard';
  return share <= 0.9 ? 'As it should be' : 'Easy';
}

/** Ebel's guide: 0.4 and more very good, 0.3 good, 0.2 to be looked at; below, the item does not tell learners apart. */
export function discriminationWord(value: number | null): string {
  if (value === null) return 'Too little to tell';
  if (value < 0) return 'Misleads good learners';
  if (value < 0.2) return 'Tells nobody apart';
  return value < 0.3 ? 'Look at it' : 'Good';
}
