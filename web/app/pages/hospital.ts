import { IconBuildingHospital, IconFileImport, IconFlag, IconUsers, IconUsersGroup } from '@tabler/icons-react';
import { lazyRouteComponent as page } from '@tanstack/react-router';
import type { PageRoute } from '../page-route.ts';

/** People, places, go-lives, and the files that they come from. */
export const hospitalPages: readonly PageRoute[] = [
  {
    path: '/people',
    title: 'People',
    access: 'directory.read',
    page: page(() => import('#web/features/directory/PeoplePage.tsx'), 'PeoplePage'),
    nav: { section: 'Hospital', label: 'People', icon: IconUsers, phone: true },
  },
  {
    path: '/people/$personId',
    title: 'Person',
    access: 'directory.person',
    page: page(() => import('#web/features/directory/PersonPage.tsx'), 'PersonPage'),
  },
  {
    path: '/places',
    title: 'Sites and units',
    access: 'directory.read',
    page: page(() => import('#web/features/directory/PlacesPage.tsx'), 'PlacesPage'),
    nav: { section: 'Hospital', label: 'Sites and units', icon: IconBuildingHospital },
  },
  {
    path: '/go-lives',
    title: 'Go-lives',
    access: 'directory.read',
    page: page(() => import('#web/features/directory/GoLivesPage.tsx'), 'GoLivesPage'),
    nav: { section: 'Hospital', label: 'Go-lives', icon: IconFlag },
  },
  {
    path: '/stakeholders',
    title: 'Stakeholders',
    access: 'directory.read',
    page: page(() => import('#web/features/directory/StakeholdersPage.tsx'), 'StakeholdersPage'),
    nav: { section: 'Hospital', label: 'Stakeholders', icon: IconUsersGroup },
  },
  {
    path: '/imports',
    title: 'Import files',
    access: 'directory.import',
    page: page(() => import('#web/features/imports/ImportsPage.tsx'), 'ImportsPage'),
    nav: { section: 'Hospital', label: 'Import files', icon: IconFileImport },
  },
  {
    path: '/imports/$importId',
    title: 'Import files',
    access: 'directory.import',
    page: page(() => import('#web/features/imports/ImportPage.tsx'), 'ImportPage'),
  },
];
