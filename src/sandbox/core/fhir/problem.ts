import type { Resource } from './resource.ts';

/** One entry of an OperationOutcome. `code` is of http://hl7.org/fhir/ValueSet/issue-type; `at` is a FHIRPath of the place. */
export interface Issue {
  readonly severity: 'fatal' | 'error' | 'warning' | 'information';
  readonly code: string;
  readonly text: string;
  readonly at?: string;
  /** Our own code where the caller is a program of ours: `role-lacks-permission`. */
  readonly reason?: string;
}

/** Why an interaction can't be done: becomes an OperationOutcome with this HTTP status, and nothing was changed. */
export class FhirProblem extends Error {
  readonly status: number;
  readonly issues: readonly Issue[];

  constructor(status: number, issues: readonly Issue[]) {
    super(issues.map((issue) => issue.text).join('; '));
    this.status = status;
    this.issues = issues;
  }
}

export const problem = (status: number, code: string, text: string, at?: string): FhirProblem =>
  new FhirProblem(status, [{ severity: 'error', code, text, ...(at === undefined ? {} : { at }) }]);

/** https://hl7.org/fhir/R4/operationoutcome.html */
export function outcome(issues: readonly Issue[]): Resource {
  return {
    resourceType: 'OperationOutcome',
    issue: issues.map(({ severity, code, text, at, reason }) => ({
      severity,
      code,
      ...(reason === undefined ? {} : { details: { coding: [{ system: 'urn:atelbow:problem', code: reason }] } }),
      diagnostics: text,
      ...(at === undefined ? {} : { expression: [at] }),
    })),
  };
}
