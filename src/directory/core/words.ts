/**
 * The words of a search as the database keeps a person's: without accents, case and punctuation.
 * The same as `directory_words` of the schema, which a store test holds it to.
 */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[-.,;:/'()&_ ]+/g, ' ')
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
