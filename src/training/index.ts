/** The door for the server: what app joins and contexts to the right may call. */
export { applyLearnerShifts, learnerShiftsFile } from './classes/learner-shifts.ts';
export { applyCompletions, completionsFile } from './completions/completions.ts';
export { loadTeaching } from './classes/meetings.ts';
export type { ClassPorts } from './classes/ports.ts';
export { registerClasses } from './classes/register.ts';
export { signingKeyColumn } from './keys/signing-keys.ts';
export { loadFacts } from './ledger/load-facts.ts';
export { recordFacts, type ToldFact } from './ledger/record-facts.ts';
export { firstBrokenRecord } from './records/chain.ts';
export { makeRecordKey, scopes as recordScopes, type Scope as RecordScope } from './records/keys.ts';
export type { GateChange, GateTarget } from './ports.ts';
export { simulateLearner } from './modules/simulate.ts';
export { registerTraining } from './register.ts';
export { noticeSignal } from './shell/notice-signal.ts';
export { loadTrainedOn } from './shell/trained-on.ts';
export { registerSuperUsers } from './super-users/routes.ts';
