/** The door for the server: what app joins and contexts to the right may call. */
export { coverageImports, type ImportApplier } from './imports/apply-import.ts';
export { registerCoverage } from './register.ts';
export { loadFacts, loadSettings, loadShifts, loadSupply } from './store/facts.ts';
export type { CoveragePorts, Mail, MailMessage, Sheet } from './ports.ts';
