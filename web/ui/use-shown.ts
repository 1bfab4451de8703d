import { useState } from 'react';

/** The one of a list that is shown: the wanted one, else the one that was shown before, else the first. What comes into the list does not push it away. */
export function useShown<T>(list: readonly T[], idOf: (one: T) => string, wanted: string | undefined): T | undefined {
  const [before, setBefore] = useState('');
  const find = (id: string | undefined): T | undefined => list.find((one) => idOf(one) === id);
  const shown = find(wanted) ?? find(before) ?? list[0];
  if (shown !== undefined && idOf(shown) !== before) setBefore(idOf(shown));
  return shown;
}
