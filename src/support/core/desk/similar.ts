import { hourMs, type Instant } from '#kernel/time.ts';

/** Something that was written, and where and when, as far as it helps to see that two are about the same. */
export interface Told {
  readonly id: string;
  readonly text: string;
  readonly topic: string;
  readonly unitId: string;
  readonly at: Instant;
}

export interface Similar {
  readonly id: string;
  /** 0 to 1. */
  readonly likeness: number;
}

/** Words that stand in any request and so say nothing about it. */
const stopWords: ReadonlySet<string> = new Set(
  (
    'a an the and or but not is are was be been it its this that to of in on at for from with by as i we my our me you please help can cannot ' +
    'cant wont will does do did has have had when after there here need needs get got no any some what how why removed'
  ).split(' '),
);

/** Rough stems: enough that "prints", "printing" and "printed" meet. */
const stemOf = (word: string): string => (word.length > 4 ? word.replace(/(?:ing|ed|es|s|er|ers)$/u, '') : word);

export const tokensOf = (text: string): readonly string[] => [
  ...new Set(
    (text.toLowerCase().match(/[\p{L}\p{Nd}]+/gu) ?? [])
      .filter((word) => word.length > 1 && !stopWords.has(word))
      .map((word) => stemOf(word)),
  ),
];

const trigramsOf = (token: string): string[] => {
  const padded = `  ${token} `;
  return Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3));
};

/** What one text is made of, made once and compared with many. */
export interface Print {
  readonly tokens: ReadonlySet<string>;
  readonly trigrams: ReadonlySet<string>;
}

export function printOf(text: string): Print {
  const tokens = tokensOf(text);
  return { tokens: new Set(tokens), trigrams: new Set(tokens.flatMap((token) => trigramsOf(token))) };
}

/** Share of what either has that both have (Jaccard). */
function share(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let both = 0;
  for (const part of one) if (other.has(part)) both++;
  return both / (one.size + other.size - both);
}

/** Likeness of two texts, 0 to 1, the same both ways: words weigh as much as their pieces, so that a slip of the pen costs little. */
export const likenessOf = (one: Print, other: Print): number => (share(one.tokens, other.tokens) + share(one.trigrams, other.trigrams)) / 2;

/** The part of a short text that a longer one covers: a known issue's title within a whole report. */
export function coverOf(short: Print, long: Print): number {
  if (short.tokens.size === 0) return 0;
  let both = 0;
  for (const token of short.tokens) if (long.tokens.has(token)) both++;
  return both / short.tokens.size;
}

export interface DuplicateRules {
  /** Requests further apart than this are no duplicates. */
  readonly withinHours: number;
  readonly likenessMin: number;
  readonly max: number;
}
export const duplicateRules: DuplicateRules = { withinHours: 12, likenessMin: 0.3, max: 5 };

/** Same unit and same topic each make it likelier that two texts mean the same thing, but never without words in common. */
const wordsMin = 0.28;
const sameUnit = 0.12;
const sameTopic = 0.08;

/** Which of `others` may be the same thing told again, likeliest first. Suggests, decides nothing. */
export function duplicatesOf(told: Told, others: readonly Told[], rules: DuplicateRules = duplicateRules): Similar[] {
  const print = printOf(told.text);
  if (print.tokens.size === 0) return [];
  return best(
    others
      .filter((other) => other.id !== told.id && Math.abs(other.at - told.at) <= rules.withinHours * hourMs)
      .map((other) => {
        const words = likenessOf(print, printOf(other.text));
        const near = (other.unitId === told.unitId ? sameUnit : 0) + (told.topic !== '' && other.topic === told.topic ? sameTopic : 0);
        return { id: other.id, likeness: words < wordsMin ? 0 : words * 0.8 + near };
      }),
    rules.likenessMin,
    rules.max,
  );
}

const issueLikenessMin = 0.34;
const issuesMax = 4;

/** Known issues that may lie behind a text. `about` is an issue's title, workaround and the words of requests that are of it already. */
export function issuesFor(
  text: string,
  issues: readonly { readonly id: string; readonly title: string; readonly about: string }[],
): Similar[] {
  const print = printOf(text);
  if (print.tokens.size === 0) return [];
  return best(
    issues.map(({ id, title, about }) => {
      const [head, whole] = [printOf(title), printOf(about)];
      return { id, likeness: Math.max(coverOf(head, print), coverOf(print, whole), likenessOf(print, head)) };
    }),
    issueLikenessMin,
    issuesMax,
  );
}

const best = (those: readonly Similar[], min: number, max: number): Similar[] =>
  those
    .filter(({ likeness }) => likeness >= min)
    .toSorted((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
    .slice(0, max);
