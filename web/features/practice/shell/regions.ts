/** Regions bear `data-region`; each gets the focus where it had it last. */
const focusable =
  'button:not(:disabled):not([tabindex="-1"]), a[href], input:not(:disabled):not([tabindex="-1"]), textarea:not(:disabled), [tabindex="0"]';
const lastOf = new WeakMap<Element, HTMLElement>();

/** The next region's place for the focus, round and round; `turn` -1 goes back. */
export function nextRegion(frame: HTMLElement, turn: 1 | -1): HTMLElement | null {
  const regions = [...frame.querySelectorAll<HTMLElement>('[data-region]')].filter((one) => one.offsetParent !== null);
  const focused = document.activeElement;
  // A region within another (the basket within the work) is the nearer one.
  const here = regions.findLastIndex((one) => one.contains(focused));
  const from = regions[here];
  if (from && focused instanceof HTMLElement) lastOf.set(from, focused);
  const begin = here === -1 && turn < 0 ? 0 : here;
  const next = regions[(begin + turn + regions.length) % regions.length];
  if (!next) return null;
  const last = lastOf.get(next);
  if (last?.isConnected && next.contains(last) && !last.matches(':disabled')) return last;
  return next.querySelector<HTMLElement>('[data-start]:not(:disabled)') ?? next.querySelector<HTMLElement>(focusable) ?? next;
}
