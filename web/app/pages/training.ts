import { IconLockOpen, IconSchool, IconSparkles, IconTableOptions, IconUserCheck } from '@tabler/icons-react';
import { lazyRouteComponent as page } from '@tanstack/react-router';
import type { PageRoute } from '../page-route.ts';

/** Learning, and making sure that everybody has learned in time. */
export const trainingPages: readonly PageRoute[] = [
  {
    path: '/learn',
    title: 'My learning',
    access: 'self.read',
    page: page(() => import('#web/features/training/LearnPage.tsx'), 'LearnPage'),
    nav: { section: 'Training', label: 'My learning', icon: IconSchool, phone: true },
  },
  {
    path: '/training/readiness',
    title: 'Readiness',
    access: 'training.readiness',
    page: page(() => import('#web/features/training/ReadinessPage.tsx'), 'ReadinessPage'),
    nav: { section: 'Training', label: 'Readiness', icon: IconUserCheck },
  },
  {
    path: '/training/people/$personId',
    title: 'Training record',
    access: 'training.person',
    page: page(() => import('#web/features/training/RecordPage.tsx'), 'RecordPage'),
  },
  {
    path: '/training/matrix',
    title: 'Requirements',
    access: 'training.read',
    page: page(() => import('#web/features/training/MatrixPage.tsx'), 'MatrixPage'),
    nav: { section: 'Training', label: 'Requirements', icon: IconTableOptions },
  },
  {
    path: '/training/releases',
    title: 'Changes and refreshers',
    access: 'training.read',
    page: page(() => import('#web/features/training/ReleasesPage.tsx'), 'ReleasesPage'),
    nav: { section: 'Training', label: 'Changes', icon: IconSparkles },
  },
  {
    path: '/training/break-glass',
    title: 'Break-glass',
    access: 'training.readiness',
    page: page(() => import('#web/features/training/GlassPage.tsx'), 'GlassPage'),
    nav: { section: 'Training', label: 'Break-glass', icon: IconLockOpen },
  },
];
