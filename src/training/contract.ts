/** What browsers and other contexts may know of training: types, schemas, routes. */
export * from './contract/badges.ts';
export * from './contract/classes.ts';
export * from './contract/feedback.ts';
export * from './contract/gate.ts';
export * from './contract/learning.ts';
export * from './contract/lti.ts';
export * from './contract/matrix.ts';
export * from './contract/modules.ts';
export * from './contract/needs.ts';
export * from './contract/packages.ts';
export * from './contract/recall.ts';
export type * from './contract/player.ts';
export * from './contract/releases.ts';
export * from './contract/settings.ts';
export * from './contract/statistics.ts';
export * from './contract/super-users.ts';
export * from './contract/timetables.ts';
