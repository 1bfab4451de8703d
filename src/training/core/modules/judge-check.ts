/** A knowledge check as it was answered; what was not answered has no points and stays in the denominator. */
export interface Judgement {
  /** 0 to 1. */
  readonly share: number;
  readonly passed: boolean;
}

export function judgeCheck(points: readonly number[], itemCount: number, passShare: number): Judgement {
  const sum = points.reduce((total, one) => total + one, 0);
  const share = Math.max(0, Math.min(1, sum / Math.max(1, itemCount)));
  return { share, passed: itemCount > 0 && share >= passShare - 1e-9 };
}
