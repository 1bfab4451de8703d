/** What browsers and other contexts may know of training: types, schemas, routes. */
export * from './contract/learning.ts';
export * from './contract/matrix.ts';
export * from './contract/modules.ts';
