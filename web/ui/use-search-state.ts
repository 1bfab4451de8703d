import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Filters that live in the address, so that going back finds them as they were. An empty value is left out of it. */
export function useSearchState(): [search: Readonly<Record<string, string>>, change: (part: Record<string, string>) => void] {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const search = Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, String(value)]));
  const change = useCallback(
    (part: Record<string, string>) => {
      const next = (before: Record<string, unknown>): Record<string, unknown> =>
        Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value !== ''));
      void navigate({ to: '.', search: next as never, replace: true });
    },
    [navigate],
  );
  return [search, change];
}
