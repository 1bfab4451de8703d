/** What was taken out of a text because it may point to a patient. */
export type RemovedKind = 'record-number' | 'social-security-number' | 'date' | 'phone-number';

export interface Stripped {
  readonly text: string;
  /** One for each; empty: nothing was taken out. */
  readonly removed: readonly RemovedKind[];
}

const placeholder: Readonly<Record<RemovedKind, string>> = {
  'record-number': '[record number removed]',
  'social-security-number': '[social security number removed]',
  date: '[date removed]',
  'phone-number': '[phone number removed]',
};

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const day = '\\p{Nd}{1,2}(?:st|nd|rd|th)?';
const between = '[\\s,.]{1,3}';

/*
 * Each rule takes what looks like an identifier, and errs on the side of taking too much: a supporter who is on the way can ask again, a number
 * that was stored cannot be called back. What is left over is caught by the last rule, whatever it is: six digits that belong together.
 */
const rules: readonly { readonly kind: RemovedKind | 'by-shape'; readonly pattern: RegExp }[] = [
  // "MRN 12345", "acct# A-1234", "patient id: 123": the word says what the number is, however short.
  {
    kind: 'record-number',
    pattern:
      /\b(?:mrn|mr\s?#|med(?:ical)?\s+rec(?:ord)?|chart|patient|pt|acct|account|csn|fin|encounter|visit)[\s:#.=-]{0,3}(?:(?:id|no|nr|num|number|is)[\s:#.=-]{0,3}){0,2}(?:\p{L}{0,4}[\s-]?)?\p{Nd}[\p{Nd}-]{2,}/giu,
  },
  // 3/4/1950, 03-04-50, 1950-03-04
  {
    kind: 'date',
    pattern: /(?<!\p{Nd})(?:\p{Nd}{1,2}([/.-])\p{Nd}{1,2}\1\p{Nd}{2,4}|\p{Nd}{4}([/.-])\p{Nd}{1,2}\2\p{Nd}{1,2})(?!\p{Nd})/gu,
  },
  // 4 March 1950, March 4th, 1950
  {
    kind: 'date',
    pattern: new RegExp(
      `(?<![\\p{L}\\p{Nd}])(?:${day}[\\s-]{1,2}${month}|${month}\\s?${day})(?:${between}|-)\\p{Nd}{2,4}(?!\\p{Nd})`,
      'giu',
    ),
  },
  // "DOB 3/4", "born 1950": a birth date by its word.
  { kind: 'date', pattern: /\b(?:d\.?o\.?b\.?|born|birth\s?da(?:te|y))[\s:.=-]{0,3}(?:(?:is|on|in)\s)?\p{Nd}[\p{Nd}/.-]*/giu },
  { kind: 'by-shape', pattern: /\+?(?:\p{L}{1,4}-?)?\(?\p{Nd}(?:[\s().\-/_]{0,2}\p{Nd}){5,}/gu },
  // 555-1234 and 12-34-5 are taken above; a letter between the digits of a record number is not: A1B2C3D4.
  { kind: 'record-number', pattern: /(?<![\p{L}\p{Nd}])(?=[\p{L}\p{Nd}]*\p{L})(?:\p{L}*\p{Nd}){6,}[\p{L}\p{Nd}]*/gu },
];

/**
 * The text without what looks like a patient's identifier: record, account and social security numbers, dates with a year, birth dates, phone
 * numbers. Stripping twice changes nothing more. Names are not recognised.
 */
export function stripIdentifiers(given: string): Stripped {
  const removed: RemovedKind[] = [];
  // Compatibility forms first: full-width digits are digits.
  let text = given.normalize('NFKC');
  // What was taken out may have hidden the beginning of something else. Each pass takes digits away, so there is a last one.
  for (let before = -1; removed.length > before;) {
    before = removed.length;
    for (const { kind, pattern } of rules)
      text = text.replace(pattern, (match) => {
        const what = kind === 'by-shape' ? shapeOf(match) : kind;
        removed.push(what);
        return placeholder[what];
      });
  }
  return { text, removed };
}

function shapeOf(number: string): RemovedKind {
  const parts = number.match(/\p{Nd}+/gu) ?? [];
  const digits = parts.join('').length;
  if (parts.length === 3 && digits === 9 && parts[1]?.length === 2) return 'social-security-number';
  if (/^\p{L}/u.test(number)) return 'record-number';
  return (parts.length > 1 && digits >= 7) || digits === 10 || number.startsWith('+') ? 'phone-number' : 'record-number';
}
