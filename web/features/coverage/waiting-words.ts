import type { CallOut, Swap } from '#coverage/contract.ts';
import { toLocal, type Instant, type TimeZone } from '#kernel/time.ts';
import { dateText, plural, spanText, timeText } from '#web/ui/time-text.ts';

/** `today 07:00–15:00`, `Tue 2 Mar, 07:00–15:00`, `today 07:00 to Thu 4 Mar 15:00`. */
export function absenceText({ at, until }: { at: Instant; until: Instant }, zone: TimeZone, now: Instant): string {
  const [first, last, today] = [at, until, now].map((instant) => toLocal(instant, zone).date);
  const day = first === today ? 'today' : `${dateText(at, zone)},`;
  return first === last
    ? `${day} ${spanText(at, until, zone)}`
    : `${day} ${timeText(at, zone)} to ${dateText(until, zone)} ${timeText(until, zone)}`;
}

/** `two others move, everything stays covered`. */
export function repairText({ disturbed, uncovered }: CallOut['repair']): string {
  const moved = disturbed.length === 0 ? 'nobody else moves' : `${plural(disturbed.length, 'other person moves', 'others move')}`;
  const open = uncovered.length === 0 ? 'everything stays covered' : plural(uncovered.length, 'need stays open', 'needs stay open');
  return `${moved}, ${open}`;
}

/** One call-out or swap is told; more are counted. */
export function waitingText(
  { callOuts, swaps }: { callOuts: readonly CallOut[]; swaps: readonly Swap[] },
  zone: TimeZone,
  now: Instant,
): string {
  const [callOut] = callOuts;
  const [swap] = swaps;
  if (callOut && callOuts.length === 1 && !swap)
    return `${callOut.personName} can’t come ${absenceText(callOut, zone, now)}. The mended plan is ready: ${repairText(callOut.repair)}.`;
  if (swap && swaps.length === 1 && !callOut) return `${swap.from.name} and ${swap.to.name} agreed on a swap.`;
  const away = callOuts.length === 0 ? [] : [`${listText(callOuts.map((one) => one.personName))} can’t come`];
  const agreed = swaps.length === 0 ? [] : [`${plural(swaps.length, 'swap')} to approve`];
  return `${[...away, ...agreed].join('; ')}.`;
}

const namesMax = 4;

/** `A and B`, `A, B, C and 4 others`. */
function listText(names: readonly string[]): string {
  const shown = names.length > namesMax ? [...names.slice(0, namesMax - 1), `${names.length - namesMax + 1} others`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
