import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

/** Where the learner is inside an attempt; it lives in the address, so that going back and sharing a link work. */
export interface Place {
  readonly screen: string;
  readonly patient: string;
  /** What is open within the screen: a note, a result, an order. */
  readonly item: string;
}

/** The place, and how to get to another. What is not named is left. */
export function usePlace(): Place & { go: (next: Partial<Place>) => void } {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const text = (key: string): string => {
    const value = search[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const [screen, patient, item] = [text('screen'), text('patient'), text('item')];
  const go = useCallback(
    (next: Partial<Place>) => {
      const kept = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== ''));
      void navigate({ to: '.', search: kept as never });
    },
    [navigate],
  );
  return useMemo(() => ({ screen, patient, item, go }), [screen, patient, item, go]);
}
