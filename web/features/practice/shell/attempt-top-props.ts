import type { AttemptDetail } from '#sandbox/contract.ts';

export interface AttemptTopProps {
  attempt: AttemptDetail;
  onRole: (role: string) => void;
  onAttempt: (attempt: AttemptDetail) => void;
  /** Just before it is handed in: what is not told yet is told. */
  onSubmit: () => void;
}
