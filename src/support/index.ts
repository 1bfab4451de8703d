/** The door for the server: what app joins and contexts to the right may call. */
export type { HandOver, HandOverTicket, Mailbox, Page, PageMessage } from './ports.ts';
export type { InboundMail } from './core/desk/mail-thread.ts';
export { hearChange, type HeardChange } from './shell/hand-over.ts';
export { downtimeAt } from './core/downtime/downtime.ts';
export { registerSupport } from './register.ts';
export { databaseNow } from './store/desk.ts';
export { loadTeaching } from './store/teaching.ts';
export { loadDowntimes } from './store/incidents.ts';
