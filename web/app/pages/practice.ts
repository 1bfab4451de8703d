import { IconHeartRateMonitor } from '@tabler/icons-react';
import { lazyRouteComponent as page } from '@tanstack/react-router';
import type { PageRoute } from '../page-route.ts';

/** The practice EHR: exercises, one's own attempts, a hospital to work in. */
export const practicePages: readonly PageRoute[] = [
  {
    path: '/practice',
    title: 'Practice EHR',
    access: 'sandbox.practise',
    page: page(() => import('#web/features/practice/shell/PracticePage.tsx'), 'PracticePage'),
    nav: { section: 'Practice', label: 'Practice EHR', icon: IconHeartRateMonitor, phone: true },
  },
  {
    path: '/practice/join',
    title: 'Join a class',
    access: 'sandbox.practise',
    page: page(() => import('#web/features/practice/join/JoinPage.tsx'), 'JoinPage'),
  },
  {
    path: '/practice/join/$code',
    title: 'Join a class',
    access: 'sandbox.practise',
    page: page(() => import('#web/features/practice/join/JoinPage.tsx'), 'JoinPage'),
  },
  {
    path: '/practice/$attemptId',
    title: 'Practice EHR',
    access: 'sandbox.practise',
    frame: 'bare',
    page: page(() => import('#web/features/practice/shell/AttemptPage.tsx'), 'AttemptPage'),
  },
  {
    path: '/practice/$attemptId/grade',
    title: 'Grade',
    access: 'sandbox.practise',
    page: page(() => import('#web/features/practice/goals/GradePage.tsx'), 'GradePage'),
  },
];
