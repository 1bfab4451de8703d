/** What browsers and other contexts may know of training: types, schemas, routes. */
export * from './contract/matrix.ts';
