import { IconLifebuoy } from '@tabler/icons-react';
import { lazyRouteComponent as page } from '@tanstack/react-router';
import type { PageRoute } from '../page-route.ts';

/** Asking for help and giving it. */
export const supportPages: readonly PageRoute[] = [
  {
    path: '/ask',
    title: 'Ask for help',
    access: 'support.ask',
    page: page(() => import('#web/features/asking/AskPage.tsx'), 'AskPage'),
    nav: { section: 'Support', label: 'Ask for help', icon: IconLifebuoy, phone: true },
  },
  {
    path: '/help/$token',
    title: 'Ask for help',
    access: 'public',
    page: page(() => import('#web/features/asking/HelpPage.tsx'), 'HelpPage'),
  },
];
