import type { Refusal } from '#kernel/result.ts';

const titles = {
  400: 'Not valid',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not possible now',
  410: 'Gone',
  413: 'Too large',
  422: 'Not valid',
  429: 'Too many requests',
  503: 'Not available',
} as const;

export type ProblemStatus = keyof typeof titles;

/** What a person or program should read when a request can't be done; becomes RFC 9457 problem+json in one place. */
export class Problem extends Error {
  readonly status: ProblemStatus;
  readonly code: string;
  readonly extra: Record<string, unknown>;

  constructor(status: ProblemStatus, code: string, detail: string, extra: Record<string, unknown> = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.extra = extra;
  }

  toJson(): Record<string, unknown> {
    return {
      type: `urn:atelbow:problem:${this.code}`,
      title: titles[this.status],
      status: this.status,
      code: this.code,
      detail: this.message,
      ...this.extra,
    };
  }
}

export const notFound = (what: string): Problem => new Problem(404, 'not-found', `${what} does not exist, or not any more.`);
export const forbidden = (detail: string): Problem => new Problem(403, 'forbidden', detail);
export const invalid = (detail: string, extra?: Record<string, unknown>): Problem => new Problem(422, 'invalid', detail, extra);
/** A refusal of a core, told to the caller as it was said. */
export const refused = (refusal: Refusal, extra?: Record<string, unknown>): Problem => new Problem(409, refusal.code, refusal.text, extra);
/** Somebody else was faster. */
export const changedMeanwhile = (what: string): Problem =>
  new Problem(409, 'changed-meanwhile', `${what} was changed by somebody else. Look at it again before you change it.`);
