import {
  IconAdjustments,
  IconBuildingHospital,
  IconCalendarUser,
  IconChartDots3,
  IconChecks,
  IconFileImport,
  IconFlag,
  IconLayoutGrid,
  IconListSearch,
  IconStethoscope,
  IconUserCog,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { Access } from '#platform/http/route.ts';

export const sections = ['Coverage', 'Hospital', 'Administration'] as const;

export interface PageRoute {
  /** TanStack syntax: `/people/$personId`. */
  readonly path: `/${string}`;
  /** The browser tab says `title · AtElbow`. */
  readonly title: string;
  /** As for API routes: everybody, anybody signed in, or whoever holds the permission. */
  readonly access: Access;
  /** `bare`: no rail and no top bar (sign-in, print). `full`: the page scrolls inside itself and has no margins (the board). */
  readonly frame?: 'bare' | 'full';
  readonly page: RouteComponent;
  /** Where the rail shows it; without this it is reached through other pages. `phone`: also in the bar below on a phone. */
  readonly nav?: {
    readonly section: (typeof sections)[number];
    readonly label: string;
    readonly icon: ComponentType<{ size?: number | string; stroke?: number }>;
    readonly phone?: true;
    /** Its line bears the number of things that wait for a coordinator. */
    readonly waiting?: true;
    /** The rail shows it to accounts of this role alone; others may open it by its address. */
    readonly role?: string;
  };
}

const page = lazyRouteComponent;

/** Every page of the product, in the order of the rail. A feature adds its own line here. */
export const pages: readonly PageRoute[] = [
  {
    path: '/my',
    title: 'My shifts',
    access: 'coverage.own-shifts',
    page: page(() => import('#web/features/my-shifts/MyShiftsPage.tsx'), 'MyShiftsPage'),
    nav: { section: 'Coverage', label: 'My shifts', icon: IconCalendarUser, phone: true },
  },
  {
    path: '/coverage',
    title: 'Coverage board',
    access: 'coverage.read',
    frame: 'full',
    page: page(() => import('#web/features/coverage/BoardPage.tsx'), 'BoardPage'),
    nav: { section: 'Coverage', label: 'Board', icon: IconLayoutGrid, phone: true, waiting: true },
  },
  {
    path: '/coverage/plans',
    title: 'Plans',
    access: 'coverage.read',
    page: page(() => import('#web/features/coverage/PlansPage.tsx'), 'PlansPage'),
    nav: { section: 'Coverage', label: 'Plans', icon: IconChartDots3 },
  },
  {
    path: '/coverage/plans/$planId',
    title: 'Plan',
    access: 'coverage.read',
    page: page(() => import('#web/features/coverage/PlanPage.tsx'), 'PlanPage'),
  },
  {
    path: '/my-rounds',
    title: 'My rounds and support',
    access: 'self.read',
    page: page(() => import('#web/features/clinician/OwnClockPage.tsx'), 'OwnClockPage'),
    nav: { section: 'Coverage', label: 'My rounds', icon: IconStethoscope, phone: true, role: 'clinician' },
  },
  {
    path: '/clinicians',
    title: 'Clinicians',
    access: 'coverage.clinician',
    page: page(() => import('#web/features/clinician/CliniciansPage.tsx'), 'CliniciansPage'),
    nav: { section: 'Coverage', label: 'Clinicians', icon: IconStethoscope, phone: true },
  },
  {
    path: '/clinicians/$personId',
    title: 'Clinician',
    access: 'coverage.clinician',
    page: page(() => import('#web/features/clinician/ClinicianPage.tsx'), 'ClinicianPage'),
  },
  {
    path: '/coverage/sign-offs',
    title: 'Comfort sign-offs',
    access: 'coverage.read',
    page: page(() => import('#web/features/clinician/SignOffsPage.tsx'), 'SignOffsPage'),
    nav: { section: 'Coverage', label: 'Sign-offs', icon: IconChecks },
  },
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
  {
    path: '/settings',
    title: 'Coverage settings',
    access: 'coverage.read',
    page: page(() => import('#web/features/settings/CoverageSettingsPage.tsx'), 'CoverageSettingsPage'),
    nav: { section: 'Administration', label: 'Coverage settings', icon: IconAdjustments },
  },
  {
    path: '/accounts',
    title: 'Accounts',
    access: 'platform.accounts',
    page: page(() => import('#web/features/account/AccountsPage.tsx'), 'AccountsPage'),
    nav: { section: 'Administration', label: 'Accounts', icon: IconUserCog },
  },
  {
    path: '/audit',
    title: 'Audit log',
    access: 'platform.audit',
    page: page(() => import('#web/features/account/AuditPage.tsx'), 'AuditPage'),
    nav: { section: 'Administration', label: 'Audit log', icon: IconListSearch },
  },
  {
    path: '/account',
    title: 'My account',
    access: 'signed-in',
    page: page(() => import('#web/features/account/OwnAccountPage.tsx'), 'OwnAccountPage'),
  },
  { path: '/sign-in', title: 'Sign in', access: 'public', page: page(() => import('#web/features/account/SignInPage.tsx'), 'SignInPage') },
  {
    path: '/sign-in/link',
    title: 'Sign in',
    access: 'public',
    page: page(() => import('#web/features/account/SignInLinkPage.tsx'), 'SignInLinkPage'),
  },
  {
    path: '/set-password',
    title: 'Set your password',
    access: 'public',
    page: page(() => import('#web/features/account/SetPasswordPage.tsx'), 'SetPasswordPage'),
  },
  { path: '/set-up', title: 'Set up', access: 'public', page: page(() => import('#web/features/account/SetUpPage.tsx'), 'SetUpPage') },
];
