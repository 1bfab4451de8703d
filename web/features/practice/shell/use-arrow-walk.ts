import type { KeyboardEvent } from 'react';

/*
 * Arrow keys in a grid of buttons or fields: to the nearest in that direction by where it stands on the screen. In a field left and right
 * stay the field's own unless it is empty or the caret is at its end.
 */
const steps: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function arrowWalk(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const from = event.target as HTMLElement;
  if (!step || !from.matches('[data-walk]') || event.altKey || event.ctrlKey || event.metaKey) return;
  if (from instanceof HTMLInputElement && step[0] !== 0 && !atEdge(from, step[0])) return;
  const here = from.getBoundingClientRect();
  const centre = (box: DOMRect): readonly [number, number] => [box.left + box.width / 2, box.top + box.height / 2];
  const [x, y] = centre(here);
  let best: { element: HTMLElement; far: number } | null = null;
  for (const element of event.currentTarget.querySelectorAll<HTMLElement>('[data-walk]')) {
    if (element === from) continue;
    const [otherX, otherY] = centre(element.getBoundingClientRect());
    const along = step[0] === 0 ? (otherY - y) * step[1] : (otherX - x) * step[0];
    const across = Math.abs(step[0] === 0 ? otherX - x : otherY - y);
    if (along <= 2 || (step[0] !== 0 && across > here.height)) continue;
    const far = along + across * 3;
    if (!best || far < best.far) best = { element, far };
  }
  if (!best) return;
  event.preventDefault();
  best.element.focus();
  if (best.element instanceof HTMLInputElement) best.element.select();
}

function atEdge(field: HTMLInputElement, direction: number): boolean {
  if (field.type !== 'text' || field.value === '') return true;
  const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
  return whole || (direction < 0 ? field.selectionEnd === 0 : field.selectionStart === field.value.length);
}
