import type { GapLine } from '../contract.ts';
import type { ExposureState, Need } from '../core/need.ts';
import type { Uncovered, UncoveredReason } from '../core/plan/plan.ts';
import { whenWords } from '../words.ts';
import type { Places } from './places.ts';

export const reasonWords: Record<UncoveredReason, string> = {
  'nobody-knows-topic': 'nobody knows it',
  'nobody-free': 'nobody free',
  'hour-limit': 'hour limits',
  rest: 'rest',
  'too-dear': 'too dear',
};

const helpWords: Partial<Record<ExposureState, string>> = {
  'first-live-round': 'first live round',
  untrained: 'round without training',
  trained: 'first live round',
  lapsed: 'first round after a long time',
  settling: 'round',
};

/** `Wei Chen, first live round, Thu 4 Mar 06:30-08:00, 4 West: nobody free` */
export function gapLine(gap: Uncovered, need: Need, places: Places, nameOf: (personId: string) => string): GapLine {
  const personName = need.personId === null ? null : nameOf(need.personId);
  const what =
    need.kind === 'unit'
      ? `${gap.missing} of ${need.headcount} missing${need.topic === '' ? '' : ` (${need.topic})`}`
      : `${personName}, ${need.kind === 'outreach' ? 'one-to-one session' : (helpWords[need.state ?? 'settling'] ?? 'round')}`;
  return {
    needId: need.id,
    kind: need.kind,
    unitId: need.unitId,
    personId: need.personId,
    personName,
    date: need.date,
    start: gap.start,
    end: gap.end,
    missing: gap.missing,
    reason: gap.reason,
    text: `${what}, ${whenWords(gap, places.zone(need.unitId))}, ${places.words(need.unitId)}: ${reasonWords[gap.reason]}`,
  };
}
