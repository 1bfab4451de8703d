/** The door for the browser and for contexts to the right: schemas, types and routes of the practice EHR. */
export * from './contract/attempts.ts';
export * from './contract/goals.ts';
export * from './contract/classes.ts';
export * from './contract/instructing.ts';
export * from './contract/cds-hooks.ts';
export * from './contract/apps.ts';
export * from './contract/own-server.ts';
export * from './contract/authoring.ts';
export * from './contract/rehearsal.ts';
export type { AuthorIssue } from './contract/terms.ts';
