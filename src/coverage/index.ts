/** The door for the server: what app joins and contexts to the right may call. */
export { coverageImports } from './imports/apply-import.ts';
export type { Mail, MailMessage, Sheet } from './ports.ts';
export { registerCoverage } from './register.ts';
export { loadWalk } from './shell/walk.ts';
export { loadElsewhere } from './store/elsewhere.ts';
export { loadShifts } from './store/facts.ts';
export { loadGaps, loadUnitNeeds } from './store/unit-cover.ts';
export { loadKnowledge, loadOnDuty, loadPresentUnit, loadTopics } from './store/on-duty.ts';
