/** The door for the browser and for contexts to the right: schemas, types and routes of the practice EHR. */
export * from './contract/attempts.ts';
