import { IconBook2 } from '@tabler/icons-react';
import { lazyRouteComponent as page } from '@tanstack/react-router';
import type { PageRoute } from '../page-route.ts';

/** Learning, and making sure that everybody has learned in time. */
export const trainingPages: readonly PageRoute[] = [
  {
    path: '/learn/modules',
    title: 'My modules',
    access: 'training.learn',
    page: page(() => import('#web/features/learning/MyModulesPage.tsx'), 'MyModulesPage'),
    nav: { section: 'Training', label: 'My modules', icon: IconBook2, phone: true },
  },
  {
    path: '/learn/modules/$moduleId',
    title: 'Module',
    access: 'training.learn',
    page: page(() => import('#web/features/learning/ModulePage.tsx'), 'ModulePage'),
  },
];
