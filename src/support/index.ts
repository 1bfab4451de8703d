/** The door for the server: what app joins and contexts to the right may call. */
export type { Channels, HelpSheet, Page, PageMessage, Push } from './ports.ts';
export { downtimeAt } from './core/downtime/downtime.ts';
export { phoneLine, type CallState, type CallerClass, type PhoneLine } from './shell/phone-line.ts';
export { deskHand, liveInThePast, type DeskHand } from './hand.ts';
export { registerSupport } from './register.ts';
export { databaseNow } from './store/desk.ts';
export { loadTeaching } from './store/teaching.ts';
export { loadDowntimes } from './store/incidents.ts';
