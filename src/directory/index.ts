export {
  directoryStamp,
  loadGoLives,
  loadMailOwners,
  loadPeople,
  loadSites,
  loadUnits,
  findMailOwners,
  findPerson,
  findPeople,
} from './facts.ts';
export { loadHistories, loadHistory, loadRolesHeldOn } from './history.ts';
export { directoryImports } from './imports.ts';
export { loadOrganisation, setUpOrganisation, today } from './organisation.ts';
export { changePerson, createPerson } from './people.ts';
export { registerDirectory } from './routes.ts';
