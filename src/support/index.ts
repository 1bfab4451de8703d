/** The door for the server: what app joins and contexts to the right may call. */
export type { Channels, HelpSheet, Mailbox, Page, PageMessage, Push, Ticket, TicketSystem } from './ports.ts';
export type { InboundMail } from './core/desk/mail-thread.ts';
export { hearChange, type HeardChange } from './shell/ticket-systems.ts';
export { downtimeAt } from './core/downtime/downtime.ts';
export { phoneLine, type CallState, type CallerClass, type PhoneLine } from './shell/phone-line.ts';
export { deskHand, liveInThePast, type DeskHand } from './hand.ts';
export { registerSupport } from './register.ts';
export { pushAuth, pushKey } from './store/push.ts';
export { databaseNow } from './store/desk.ts';
export { loadTeaching } from './store/teaching.ts';
export { loadDowntimes } from './store/incidents.ts';
