import { useCallback, useSyncExternalStore } from 'react';
import { useAttempt } from '../shell/attempt-space.ts';
import type { OrderKind } from './catalogue.ts';
import type { Order } from './order-draft.ts';

/** One order before it is signed. It belongs to one patient and never moves to another's basket. */
export interface BasketItem {
  readonly key: string;
  readonly kind: OrderKind;
  readonly order: Order;
  /** The order that signing this one stops: a change is a new order. */
  readonly replaces: Order | null;
  /** Name of the order set that it came from. */
  readonly fromSet: string | null;
}

const listeners = new Set<() => void>();
const baskets = new Map<string, readonly BasketItem[]>();
const empty: readonly BasketItem[] = [];

const storageKey = (attemptId: string, patientId: string): string => `atelbow-basket-${attemptId}-${patientId}`;

function load(key: string): readonly BasketItem[] {
  const held = baskets.get(key);
  if (held) return held;
  let items = empty;
  try {
    items = JSON.parse(sessionStorage.getItem(key) ?? '[]') as BasketItem[];
  } catch {
    // What another version kept is forgotten.
  }
  baskets.set(key, items);
  return items;
}

function save(key: string, items: readonly BasketItem[]): void {
  baskets.set(key, items);
  sessionStorage.setItem(key, JSON.stringify(items));
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Unsigned orders of a patient: they outlive a change of screen, not of the tab. */
export function useBasket(patientId: string) {
  const { attemptId } = useAttempt();
  const key = storageKey(attemptId, patientId);
  const items = useSyncExternalStore(subscribe, () => load(key));
  const add = useCallback((more: readonly BasketItem[]) => save(key, [...load(key), ...more]), [key]);
  const replace = useCallback(
    (item: BasketItem) =>
      save(
        key,
        load(key).map((one) => (one.key === item.key ? item : one)),
      ),
    [key],
  );
  const remove = useCallback(
    (keys: readonly string[]) =>
      save(
        key,
        load(key).filter((one) => !keys.includes(one.key)),
      ),
    [key],
  );
  return { items, add, replace, remove };
}

export const basketItem = (kind: OrderKind, order: Order, more: Partial<Pick<BasketItem, 'replaces' | 'fromSet'>> = {}): BasketItem => ({
  key: crypto.randomUUID(),
  kind,
  order,
  replaces: null,
  fromSet: null,
  ...more,
});

/** After "begin anew" no basket of the attempt is left. */
export function forgetBaskets(attemptId: string): void {
  for (const key of [...Object.keys(sessionStorage), ...baskets.keys()].filter((one) => one.startsWith(`atelbow-basket-${attemptId}-`))) {
    sessionStorage.removeItem(key);
    baskets.delete(key);
  }
  for (const listener of listeners) listener();
}
