import { IconBroadcast, IconDeviceTv, IconLifebuoy, IconMessage2, IconWalk } from '@tabler/icons-react';
import { lazyRouteComponent as page } from '@tanstack/react-router';
import type { PageRoute } from '../page-route.ts';

/** Asking for help and giving it. */
export const supportPages: readonly PageRoute[] = [
  {
    path: '/duty',
    title: 'My duty',
    access: 'support.answer',
    page: page(() => import('#web/features/duty/DutyPage.tsx'), 'DutyPage'),
    nav: { section: 'Support', label: 'My duty', icon: IconWalk, phone: true },
  },
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
  {
    path: '/command-centre',
    title: 'Command centre',
    access: 'support.answer',
    page: page(() => import('#web/features/command-centre/CommandCentrePage.tsx'), 'CommandCentrePage'),
    nav: { section: 'Support', label: 'Command centre', icon: IconBroadcast },
  },
  {
    path: '/wall',
    title: 'Wall',
    access: 'support.answer',
    frame: 'bare',
    page: page(() => import('#web/features/command-centre/WallPage.tsx'), 'WallPage'),
    nav: { section: 'Support', label: 'Wall display', icon: IconDeviceTv },
  },
  {
    path: '/messages',
    title: 'Messages',
    access: 'support.ask',
    page: page(() => import('#web/features/command-centre/MessagesPage.tsx'), 'MessagesPage'),
    nav: { section: 'Support', label: 'Messages', icon: IconMessage2 },
  },
];
