import { keepBegun } from '../shell/begun.ts';
import type { Said, SbarPart } from './handoff.ts';

/** A handoff that is being written: the chart is looked at meanwhile. */
export interface BegunHandoff {
  /** Parts that were written, or changed from what the chart says. */
  readonly parts: Readonly<Partial<Record<SbarPart, string>>>;
  readonly said: Said;
  /** `Practitioner/…` */
  readonly to: string | null;
}

export const useBegunHandoff = keepBegun<BegunHandoff>('handoff', { parts: {}, said: {}, to: null });
