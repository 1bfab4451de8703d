/** Empties a field once its words are kept, unless somebody typed on meanwhile: `setWords(emptied(words))`. */
export const emptied =
  (kept: string) =>
  (shown: string): string =>
    shown === kept ? '' : shown;
