import { IconCalendarUser, IconChartDots3, IconChecks, IconLayoutGrid, IconStethoscope, IconWalk } from '@tabler/icons-react';
import { lazyRouteComponent as page } from '@tanstack/react-router';
import type { PageRoute } from '../page-route.ts';

/** Planning who helps whom, and living with the plan. */
export const coveragePages: readonly PageRoute[] = [
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
    path: '/visits',
    title: 'Visits wanted',
    access: 'coverage.clinician',
    page: page(() => import('#web/features/clinician/VisitsPage.tsx'), 'VisitsPage'),
    nav: { section: 'Coverage', label: 'Visits', icon: IconWalk },
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
];
