/** `front-desk` reads `Front desk`; `ma`, `rn` and their like stand in capitals. Words as the hospital's files write them. */
export function wordText(word: string): string {
  if (word === 'ate-supporter') return 'At-the-elbow supporter';
  const spaced = word.replaceAll(/[-_]+/g, ' ').trim();
  return spaced.length <= 3 && spaced === spaced.toLowerCase() ? spaced.toUpperCase() : spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
