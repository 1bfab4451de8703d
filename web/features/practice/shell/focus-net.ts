/*
 * Focus is never lost: when the button that was pressed goes away or is busy for a moment, the keyboard would start from the top of the
 * page again. It stays where it was as soon as that can be focused again, else it goes to what stands nearest, else to the work.
 */
const focusable = 'button:not(:disabled), a[href], input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex="0"]';

export const workOf = (frame: HTMLElement): HTMLElement | null => frame.querySelector<HTMLElement>('[data-work]');

/** Puts the focus where the work of a screen begins: what bears `data-start`, as soon as it is there; until then on the screen itself. */
export function focusWork(frame: HTMLElement): void {
  const work = workOf(frame);
  if (!work) return;
  work.focus({ preventScroll: true });
  const begin = (): boolean => {
    const start = work.querySelector<HTMLElement>('[data-start]:not(:disabled)');
    if (document.activeElement !== work || !work.isConnected) return true;
    start?.focus();
    return start !== null && document.activeElement === start;
  };
  if (begin()) return;
  const watch = new MutationObserver(() => {
    if (begin()) watch.disconnect();
  });
  watch.observe(work, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  setTimeout(() => watch.disconnect(), 5000);
}

const closingMs = [0, 60, 400];

/** A `ref` for the frame of the practice EHR. */
export function focusNet(frame: HTMLElement | null): (() => void) | undefined {
  if (!frame) return undefined;
  let last: { element: HTMLElement; around: readonly HTMLElement[] } | null = null;
  let isLeft = false;
  const remember = (event: FocusEvent): void => {
    if (!(event.target instanceof HTMLElement) || !frame.contains(event.target)) return;
    const around: HTMLElement[] = [];
    for (let up = event.target.parentElement; up && up !== frame; up = up.parentElement) around.push(up);
    last = { element: event.target, around };
    isLeft = false;
  };
  const mend = (): void => {
    if (isLeft || document.activeElement !== document.body || document.querySelector('[aria-modal="true"]')) return;
    if (!last) return focusWork(frame);
    const { element, around } = last;
    if (element.isConnected) {
      // Busy for a moment: it gets the focus back when it can have it.
      if (!element.matches(':disabled')) element.focus({ preventScroll: true });
      return;
    }
    const near = around.find((one) => one.isConnected && frame.contains(one));
    const next = near && workOf(frame)?.contains(near) ? near.querySelector<HTMLElement>(focusable) : null;
    if (next) next.focus();
    else focusWork(frame);
  };
  // Whoever clicks beside everything means to leave it.
  const leave = (event: PointerEvent): void => {
    isLeft = event.target instanceof Element && !event.target.closest(focusable);
  };
  const watch = new MutationObserver(() => requestAnimationFrame(mend));
  // Of the whole page: dialogs stand beside the frame, and how long they take to go away is the machine's affair.
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  // A dialog in front goes away some moments after it has closed.
  const later = (): void => {
    for (const ms of closingMs) setTimeout(mend, ms);
  };
  document.addEventListener('focusin', remember);
  document.addEventListener('focusout', later);
  document.addEventListener('pointerdown', leave);
  return () => {
    watch.disconnect();
    document.removeEventListener('focusin', remember);
    document.removeEventListener('focusout', later);
    document.removeEventListener('pointerdown', leave);
  };
}
