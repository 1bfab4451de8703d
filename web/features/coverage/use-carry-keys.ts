import type { KeyboardEvent } from 'react';
import type { BoardModel } from './board-model.ts';
import type { BoardItem, BoardRow } from './board-rows.ts';
import { aimAt, neighbourNeed, type Aim, type Carry } from './carry.ts';
import { mayCarry, placeGhost } from './use-drag.ts';
import type { TimeScale } from './time-scale.ts';

interface Deps {
  model: BoardModel;
  view: 'units' | 'people';
  rows: readonly BoardRow[];
  scale: TimeScale;
  carry: Carry | null;
  onDrop: () => void;
}

const steps: Record<string, readonly [rows: number, time: 1 | -1 | 0]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Alt and arrows carry what the cursor stands on; Enter drops it, Escape lets go. @returns whether the key was used. */
export function useCarryKeys({ model, view, rows, scale, carry, onDrop }: Deps) {
  return (event: KeyboardEvent, item: BoardItem | null, cursorRow: number): boolean => {
    if (!carry) return false;
    const state = carry.get();
    if (state && event.key === 'Escape') {
      carry.end();
      return true;
    }
    if (state && event.key === 'Enter') {
      onDrop();
      return true;
    }
    const step = steps[event.key];
    if (!step || (!event.altKey && !state)) return false;
    const carried = state?.item ?? item;
    if (!carried || !mayCarry(carried, view)) return event.altKey;
    if (!state) carry.begin(model, carried, view);
    const aim = nextAim(model, carried, rows, scale, state?.aim ?? null, cursorRow, step);
    if (aim) carry.aim(aim);
    requestAnimationFrame(() => showTarget());
    return true;
  };
}

function nextAim(
  model: BoardModel,
  item: BoardItem,
  rows: readonly BoardRow[],
  scale: TimeScale,
  aim: Aim | null,
  cursorRow: number,
  [down, along]: readonly [number, 1 | -1 | 0],
): Aim | null {
  const from = aim ? rows.findIndex((row) => row.key === aim.row.key) : cursorRow;
  const at = aim?.start ?? item.start;
  if (along !== 0) {
    const row = rows[from];
    const kind = item.kind === 'assignment' ? item.assignment.kind : item.gap.need.kind;
    const need = row ? neighbourNeed(row, at, along, kind) : undefined;
    return row && need ? aimAt(model, item, row, need.start, scale.zone, null) : null;
  }
  for (let index = from + down; index >= 0 && index < rows.length; index += down) {
    const row = rows[index];
    const next = row ? aimAt(model, item, row, at, scale.zone, null) : null;
    if (next) return next;
  }
  return null;
}

function showTarget(): void {
  const target = document.querySelector<HTMLElement>('[data-carry-target]');
  target?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const box = target?.getBoundingClientRect();
  placeGhost(box ? box.left : innerWidth / 2 - 160, box ? box.bottom - 12 : innerHeight / 2);
}
