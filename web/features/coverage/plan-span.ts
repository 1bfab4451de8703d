import type { GoLive } from '#directory/contract.ts';
import { addDays, type LocalDate } from '#kernel/time.ts';
import { mondayOf } from './board-rows.ts';

const daysMax = 42; // as many as the board has in sight

/** First date after it. */
const endOf = ({ date, weeks }: Pick<GoLive, 'date' | 'weeks'>): LocalDate => addDays(date, weeks * 7);

/** The dates that a new plan is most likely for: the go-live that comes next, else from next Monday until the support ends. */
export function likelySpan(goLives: readonly Pick<GoLive, 'date' | 'weeks'>[], today: LocalDate): { from: LocalDate; to: LocalDate } {
  const dates = goLives.map(({ date }) => date).toSorted();
  const running = goLives.some((one) => one.date <= today && today < endOf(one));
  const ahead = dates.find((date) => date > today);
  const from = !running && ahead !== undefined ? ahead : mondayOf(addDays(today, 7));
  const longest = addDays(from, daysMax);
  const ends = goLives
    .filter((one) => one.date < longest && endOf(one) > from)
    .map(endOf)
    .toSorted();
  const end = ends.at(-1) ?? longest;
  return { from, to: addDays(end < longest ? end : longest, -1) };
}
