/**
 * Enter that is held down acts once: a browser would press the button or send the form again thirty times a second, and a slow machine would do it all.
 * In a text of several lines it goes on making lines.
 */
export function pressEnterOnce(target: Pick<Window, 'addEventListener'>): void {
  target.addEventListener(
    'keydown',
    (event: KeyboardEvent) => {
      const sends = event.ctrlKey || event.metaKey;
      const writes = event.target instanceof HTMLElement && (event.target.isContentEditable || event.target.matches('textarea'));
      if (event.key !== 'Enter' || !event.repeat || (writes && !sends)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}
