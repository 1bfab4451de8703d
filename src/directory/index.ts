export { setUpOrganisation } from './organisation.ts';
