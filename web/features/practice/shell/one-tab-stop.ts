import { walkable } from './use-arrow-walk.ts';

/*
 * A list or grid is one stop of the Tab key: the arrow keys move within (`arrowWalk`). What had the focus last is the stop, else what is open
 * now, else where work begins (`data-start`), else the first. Fields stay stops of their own: who types goes on with Tab.
 */
const stops = `button${walkable}`;

/** A `ref` for the element around them. React never sets these elements' `tabIndex`, so what is set here stays. */
export function oneTabStop(area: HTMLElement | null): (() => void) | undefined {
  if (!area) return undefined;
  let last: HTMLElement | null = null;
  let shown: HTMLElement | undefined;
  let said = '';
  const apply = (): void => {
    const all = [...area.querySelectorAll<HTMLElement>(stops)];
    const stop =
      all.find((one) => one === last) ??
      all.find((one) => one.ariaCurrent !== null) ??
      all.find((one) => one.dataset.start !== undefined) ??
      all[0];
    for (const one of all) one.tabIndex = one === stop ? 0 : -1;
    const open = all.find((one) => one.ariaCurrent !== null);
    // Again when its words have come: a chart's tab is narrow until its patient's name is known.
    const words = open?.textContent ?? '';
    if (open && (open !== shown || words !== said)) open.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    [shown, said] = [open, words];
  };
  const remember = (event: FocusEvent): void => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches(stops)) return;
    last = event.target;
    apply();
  };
  const watch = new MutationObserver(apply);
  watch.observe(area, {
    childList: true,
    characterData: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['aria-current', 'data-start', 'disabled'],
  });
  area.addEventListener('focusin', remember);
  apply();
  return () => {
    watch.disconnect();
    area.removeEventListener('focusin', remember);
  };
}
