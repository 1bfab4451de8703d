import { useCallback, useRef, type RefObject } from 'react';
import type { Instant } from '#kernel/time.ts';
import type { BoardGridHandle, ScrollPlace } from './grid-place.ts';

/** One board, or two under each other that scroll as one. */
export function usePanes() {
  const upper = useRef<BoardGridHandle>(null);
  const lower = useRef<BoardGridHandle>(null);
  const following = useRef(false);
  const follow = useCallback((other: RefObject<BoardGridHandle | null>, place: ScrollPlace) => {
    if (following.current) return; // this scroll is itself a following
    following.current = true;
    other.current?.follow(place);
    requestAnimationFrame(() => {
      following.current = false;
    });
  }, []);
  const onUpperScroll = useCallback((place: ScrollPlace) => follow(lower, place), [follow]);
  const onLowerScroll = useCallback((place: ScrollPlace) => follow(upper, place), [follow]);
  const scrollTo = useCallback((at: Instant, rowKey?: string) => {
    for (const pane of [upper, lower]) pane.current?.scrollTo(at, rowKey);
  }, []);
  const focus = useCallback(() => upper.current?.focus(), []);
  return { upper, lower, onUpperScroll, onLowerScroll, scrollTo, focus };
}
