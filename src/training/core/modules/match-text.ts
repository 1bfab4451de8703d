/** Case, accents, punctuation and doubled spaces do not matter: `  Check 2 identifiers. ` is `check 2 identifiers`. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}*]+/gu, ' ')
    .trim();

/**
 * Whether what somebody typed is an accepted answer, where `*` stands for any run of characters. Written by hand rather than as a regular
 * expression: an author's pattern can then neither fail to compile nor take for ever (it takes at most length x length steps).
 */
export function matchesText(typed: string, accepted: string): boolean {
  const text = plainWords(typed).replaceAll('*', '').trim();
  const pattern = plainWords(accepted);
  let [at, in_, star, resume] = [0, 0, -1, 0];
  while (at < text.length) {
    if (in_ < pattern.length && pattern[in_] === '*') {
      star = in_++;
      resume = at;
    } else if (in_ < pattern.length && pattern[in_] === text[at]) {
      in_++;
      at++;
    } else if (star >= 0) {
      in_ = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[in_] === '*') in_++;
  return in_ === pattern.length;
}
