import type { KeyboardEvent } from 'react';

/*
 * Arrow keys among buttons or fields that bear `data-walk`: to the nearest in that direction by where it stands on the screen. Home and End
 * go to the ends of the line, with Ctrl to the first and last of all. In a field left and right stay the field's own unless it is empty or
 * the caret is at its end.
 */
const steps: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export const walkable = '[data-walk]:not(:disabled)';

export function arrowWalk(event: KeyboardEvent<HTMLElement>): void {
  const from = event.target as HTMLElement;
  if (!from.matches('[data-walk]') || event.altKey || event.metaKey) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(walkable)].filter((one) => one.offsetParent !== null);
  const next = event.key === 'Home' || event.key === 'End' ? endOf(all, from, event) : nearest(all, from, event);
  if (!next) return;
  event.preventDefault();
  next.focus();
  if (next instanceof HTMLInputElement) next.select();
}

function endOf(all: readonly HTMLElement[], from: HTMLElement, event: KeyboardEvent): HTMLElement | undefined {
  if (from instanceof HTMLInputElement && !event.ctrlKey) return undefined;
  const middle = centreOf(from)[1];
  const line = event.ctrlKey ? all : all.filter((one) => Math.abs(centreOf(one)[1] - middle) <= from.getBoundingClientRect().height / 2);
  return event.key === 'Home' ? line[0] : line.at(-1);
}

function nearest(all: readonly HTMLElement[], from: HTMLElement, event: KeyboardEvent): HTMLElement | undefined {
  const step = steps[event.key];
  if (!step || event.ctrlKey) return undefined;
  if (from instanceof HTMLInputElement && step[0] !== 0 && !atEdge(from, step[0])) return undefined;
  const { height } = from.getBoundingClientRect();
  const [x, y] = centreOf(from);
  let best: { element: HTMLElement; far: number } | undefined;
  for (const element of all) {
    if (element === from) continue;
    const [otherX, otherY] = centreOf(element);
    const along = step[0] === 0 ? (otherY - y) * step[1] : (otherX - x) * step[0];
    if (along <= 2 || (step[0] !== 0 && Math.abs(otherY - y) > height)) continue;
    const far = along + (step[0] === 0 ? asideOf(from, element) : Math.abs(otherY - y)) * 3 + Math.abs(otherX - x) / 20;
    if (!best || far < best.far) best = { element, far };
  }
  return best?.element;
}

/** How far beside: nothing where one is above the other in part, so that a list's long names are passed as its short ones are. */
function asideOf(from: HTMLElement, other: HTMLElement): number {
  const [one, two] = [from.getBoundingClientRect(), other.getBoundingClientRect()];
  return Math.max(0, two.left - one.right, one.left - two.right);
}

function centreOf(element: HTMLElement): readonly [x: number, y: number] {
  const box = element.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}

function atEdge(field: HTMLInputElement, direction: number): boolean {
  if (field.type !== 'text' || field.value === '') return true;
  const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
  return whole || (direction < 0 ? field.selectionEnd === 0 : field.selectionStart === field.value.length);
}
