/** The door for the browser and for contexts to the right: schemas, types and routes of coverage. */
export * from './contract/terms.ts';
export * from './contract/board.ts';
export * from './contract/plans.ts';
export * from './contract/edits.ts';
export * from './contract/call-outs.ts';
export * from './contract/own-shifts.ts';
export * from './contract/clinicians.ts';
export * from './contract/visits.ts';
export * from './contract/settings-and-feeds.ts';
