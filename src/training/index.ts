/** The door for the server: what app joins and contexts to the right may call. */
export { loadFacts } from './ledger/load-facts.ts';
export { recordFacts, type ToldFact } from './ledger/record-facts.ts';
export { firstBrokenRecord } from './records/chain.ts';
export { makeRecordKey, scopes as recordScopes, type Scope as RecordScope } from './records/keys.ts';
export { registerTraining } from './register.ts';
