/** The door for the browser and for contexts to the right: schemas, types and routes of support. */
export * from './contract/asking.ts';
export * from './contract/answering.ts';
export * from './contract/desk.ts';
export * from './contract/teaching.ts';
export * from './contract/contacts.ts';
export * from './contract/push.ts';
export * from './contract/help-desk.ts';
export * from './contract/notes.ts';
export * from './contract/tips.ts';
export * from './contract/board.ts';
export * from './contract/incidents.ts';
export * from './contract/periods.ts';
export * from './contract/huddles.ts';
export { guessTopics } from './core/intake/guess-topic.ts';
export * from './contract/share.ts';
