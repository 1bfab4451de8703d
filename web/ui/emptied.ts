/** Empties a field once its words are kept, unless somebody typed on meanwhile: `setWords(emptied(words))`. */
export const emptied =
  (kept: string) =>
  (shown: string): string =>
    shown === kept ? '' : shown;

/** The same for fields that are kept together, by name: what was filled in meanwhile stays. */
export const emptiedFields =
  <T>(kept: Readonly<Record<string, T>>) =>
  (shown: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(shown).filter(([name, value]) => !(name in kept) || !Object.is(value, kept[name])));
