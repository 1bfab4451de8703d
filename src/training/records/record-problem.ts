import type { Fault } from '../core/xapi/fault.ts';

const titles = {
  400: 'Not valid',
  401: 'No valid key',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not defined',
  409: 'Conflict',
  412: 'Precondition failed',
  413: 'Too large',
} as const;
export type RecordStatus = keyof typeof titles;

/** Why a request cannot be done, in the specification's words, with the clause and, within JSON, the path. */
export class RecordProblem extends Error {
  readonly status: RecordStatus;
  readonly faults: readonly Fault[];

  constructor(status: RecordStatus, faults: readonly Fault[]) {
    super(faults.map(({ path, text, clause }) => `${path}${path === '' ? '' : ' '}${text} (${clause}).`).join(' '));
    this.status = status;
    this.faults = faults;
  }

  toJson(): Record<string, unknown> {
    return {
      type: `urn:atelbow:problem:xapi-${this.status}`,
      title: titles[this.status],
      status: this.status,
      detail: this.message,
      faults: this.faults,
    };
  }
}

export const refusal = (status: RecordStatus, text: string, clause: string, path = ''): RecordProblem =>
  new RecordProblem(status, [{ path, text, clause }]);
