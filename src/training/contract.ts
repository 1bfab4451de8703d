/** The door for the browser and for contexts to the right: schemas, types and routes of training. */
export * from './contract/learning.ts';
export * from './contract/modules.ts';
