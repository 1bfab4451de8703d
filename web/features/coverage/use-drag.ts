import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import type { Instant } from '#kernel/time.ts';
import type { BoardModel } from './board-model.ts';
import type { BoardItem, BoardRow } from './board-rows.ts';
import { itemOf } from './board-walk.ts';
import { aimAt, type Carry } from './carry.ts';
import type { TimeScale } from './time-scale.ts';

interface DragDeps {
  model: BoardModel;
  view: 'units' | 'people';
  scale: TimeScale;
  carry: Carry | null;
  scroller: RefObject<HTMLDivElement | null>;
  locate: (point: { clientX: number; clientY: number }) => { row: BoardRow; index: number; time: Instant } | null;
  onDrop: () => void;
}

const slackPx = 5;
const edgePx = 36;

/** Puts the note beside the pointer, inside the window. */
export function placeGhost(x: number, y: number): void {
  const ghost = document.getElementById('board-ghost');
  if (!ghost) return;
  const left = Math.min(x + 16, innerWidth - ghost.offsetWidth - 8);
  const top = y + 20 + ghost.offsetHeight > innerHeight ? y - ghost.offsetHeight - 12 : y + 20;
  ghost.style.transform = `translate(${left}px, ${top}px)`;
}

/** Dragging with pointer events: works the same for mouse and pen; a finger scrolls, and moves by the panel instead. */
export function useDrag(deps: DragDeps): { onPointerDown: (event: PointerEvent) => void; justDragged: () => boolean } {
  const latest = useRef(deps);
  useEffect(() => {
    latest.current = deps;
  });
  const draggedAt = useRef(0);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const onPointerDown = (event: PointerEvent): void => {
    const { carry, locate, model, view } = latest.current;
    if (!carry || event.button !== 0 || event.pointerType === 'touch') return;
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-item]')?.dataset.item;
    const item = id === undefined ? null : itemOf(locate(event)?.row, id);
    if (!item || !mayCarry(item, view)) return;
    stop.current?.();
    stop.current = follow(event, item, model, carry);
  };

  /** @returns what ends it without a drop. */
  function follow(begin: PointerEvent, item: BoardItem, model: BoardModel, carry: Carry): () => void {
    let started = false;
    let frame = 0;
    let point = { clientX: begin.clientX, clientY: begin.clientY };
    const update = (): void => {
      frame = 0;
      const { locate, scale, scroller, model: now } = latest.current;
      const element = scroller.current;
      if (!element) return;
      const under = document.elementFromPoint(point.clientX, point.clientY);
      const place = element.contains(under) ? locate(point) : null;
      const over = place ? itemOf(place.row, under?.closest<HTMLElement>('[data-item]')?.dataset.item ?? null) : null;
      carry.aim(place ? aimAt(now, item, place.row, place.time, scale.zone, over) : null);
      placeGhost(point.clientX, point.clientY);
      if (scrollAtEdge(element, point)) frame = requestAnimationFrame(update);
    };
    const onMove = (event: globalThis.PointerEvent): void => {
      point = { clientX: event.clientX, clientY: event.clientY };
      if (!started) {
        if (Math.hypot(point.clientX - begin.clientX, point.clientY - begin.clientY) < slackPx) return;
        started = true;
        carry.begin(model, item, latest.current.view);
      }
      if (frame === 0) frame = requestAnimationFrame(update);
    };
    const end = (): void => {
      cancelAnimationFrame(frame);
      removeEventListener('pointermove', onMove);
      removeEventListener('pointerup', onUp);
      removeEventListener('pointercancel', cancel);
      removeEventListener('keydown', onKey, true);
      stop.current = null;
    };
    const onUp = (): void => {
      end();
      if (!started) return;
      draggedAt.current = performance.now();
      latest.current.onDrop();
    };
    const cancel = (): void => {
      end();
      carry.end();
    };
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      cancel();
    };
    addEventListener('pointermove', onMove);
    addEventListener('pointerup', onUp);
    addEventListener('pointercancel', cancel);
    addEventListener('keydown', onKey, true);
    return cancel;
  }
  return { onPointerDown, justDragged: () => performance.now() - draggedAt.current < 250 };
}

/** Gaps are carried onto people; on the units' board they are where they are. */
export const mayCarry = (item: BoardItem, view: 'units' | 'people'): boolean =>
  item.kind === 'assignment' ? !item.assignment.locked : view === 'people';

function scrollAtEdge(element: HTMLElement, point: { clientX: number; clientY: number }): boolean {
  const box = element.getBoundingClientRect();
  const pull = (at: number, low: number, high: number): number => (at < low + edgePx ? -12 : at > high - edgePx ? 12 : 0);
  const inside = point.clientX > box.left && point.clientX < box.right && point.clientY > box.top && point.clientY < box.bottom;
  if (!inside) return false;
  const dx =
    point.clientX < box.left + 232 + edgePx && element.scrollLeft > 0 && point.clientX > box.left + 232
      ? -12
      : pull(point.clientX, box.left - 1000, box.right);
  const dy = pull(point.clientY, box.top + 38, box.bottom);
  const [left, top] = [element.scrollLeft, element.scrollTop];
  element.scrollBy(dx, dy);
  return element.scrollLeft !== left || element.scrollTop !== top;
}
