import { useCallback } from 'react';
import { keepBegun } from '../shell/begun.ts';
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

const useBegunBasket = keepBegun<readonly BasketItem[]>('basket', []);

/** Unsigned orders of a patient. */
export function useBasket(patientId: string) {
  const [items, change] = useBegunBasket(patientId);
  const add = useCallback((more: readonly BasketItem[]) => change((before) => [...before, ...more]), [change]);
  const replace = useCallback((item: BasketItem) => change((before) => before.map((one) => (one.key === item.key ? item : one))), [change]);
  const remove = useCallback((keys: readonly string[]) => change((before) => before.filter((one) => !keys.includes(one.key))), [change]);
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
