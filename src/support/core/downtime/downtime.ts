import type { Instant } from '#kernel/time.ts';

export interface DowntimeSpan {
  /** Null: the whole hospital. */
  readonly unitId: string | null;
  readonly startsAt: Instant;
  /** Null: it lasts still. */
  readonly endsAt: Instant | null;
}

/** The first that holds on a unit at a moment: paper is legitimate there and then. The end does not belong to it. */
export function downtimeAt<D extends DowntimeSpan>(downtimes: readonly D[], unitId: string, at: Instant): D | null {
  return (
    downtimes.find(
      (one) => (one.unitId === null || one.unitId === unitId) && one.startsAt <= at && (one.endsAt === null || at < one.endsAt),
    ) ?? null
  );
}

const aboutPaper = new RegExp(
  String.raw`\b(paper|handwritten|hand[- ]written|fax(ed|es|ing)?|downtime|order forms?|requisitions?|carbon cop(y|ies)|(system|ehr|emr|epic|cerner|computer|screen|it)('s| is| are)? (all )?(down|off[- ]?line|not available|unavailable|frozen))\b`,
  'i',
);

/** Whether a request is about working without the EHR: its words, or its topic, say so. */
export const isAboutPaper = ({ text, topic }: { readonly text: string; readonly topic: string }): boolean =>
  aboutPaper.test(text) || aboutPaper.test(topic);
