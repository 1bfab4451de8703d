import type { PlanSummary } from '#coverage/contract.ts';
import type { Tone } from '#web/ui/StatusDot.tsx';

export const planStatus: Record<PlanSummary['status'], { readonly word: string; readonly tone: Tone }> = {
  waiting: { word: 'Waiting', tone: 'quiet' },
  running: { word: 'Running', tone: 'accent' },
  draft: { word: 'Draft', tone: 'look' },
  failed: { word: 'Failed', tone: 'gap' },
  published: { word: 'Published', tone: 'good' },
};

export const moneyText = (amount: number): string => Math.round(amount).toLocaleString('en');
/** `0.8%`. */
export const gapText = (gap: number | null): string => (gap === null ? '–' : `${(gap * 100).toFixed(gap < 0.1 ? 1 : 0)}%`);
