import { useCallback } from 'react';
import { keepBegun } from '../shell/begun.ts';
import type { DischargeAnswer } from './discharge-lines.ts';

/** A discharge that is being prepared: who looks up a result meanwhile finds it again. Of this tab, never of another patient. */
export interface DischargeDraft {
  /** By the line's key. */
  readonly answers: Readonly<Record<string, DischargeAnswer>>;
  /** Code of the disposition. */
  readonly where: string;
  readonly instructions: string;
  readonly followUp: string;
  /** A date, or ''. */
  readonly followDate: string;
  /** Who looks at results that are still to come: `Practitioner/…`, or ''. */
  readonly follower: string;
}

const blank: DischargeDraft = { answers: {}, where: 'home', instructions: '', followUp: '', followDate: '', follower: '' };
const useBegunDischarge = keepBegun('discharge', blank);

export function useDischargeDraft(patientId: string) {
  const [draft, set] = useBegunDischarge(patientId);
  const change = useCallback((part: Partial<DischargeDraft>) => set((before) => ({ ...before, ...part })), [set]);
  const answer = useCallback(
    (line: string, given: DischargeAnswer | null) =>
      set((before) => {
        const { [line]: _before, ...others } = before.answers;
        return { ...before, answers: given ? { ...others, [line]: given } : others };
      }),
    [set],
  );
  const forget = useCallback(() => set(() => null), [set]);
  return { draft, change, answer, forget };
}
