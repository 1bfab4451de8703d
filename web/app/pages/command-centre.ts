import { IconArrowsExchange, IconBroadcast, IconDeviceTv, IconListCheck, IconMessage2, IconUsersGroup } from '@tabler/icons-react';
import { lazyRouteComponent as page } from '@tanstack/react-router';
import type { PageRoute } from '../page-route.ts';

/** Where support is run. */
export const commandCentrePages: readonly PageRoute[] = [
  {
    path: '/command-centre',
    title: 'Command centre',
    access: 'support.answer',
    page: page(() => import('#web/features/command-centre/CommandCentrePage.tsx'), 'CommandCentrePage'),
    nav: { section: 'Command centre', label: 'Command centre', icon: IconBroadcast },
  },
  {
    path: '/wall',
    title: 'Wall',
    access: 'support.answer',
    frame: 'bare',
    page: page(() => import('#web/features/command-centre/WallPage.tsx'), 'WallPage'),
    nav: { section: 'Command centre', label: 'Wall display', icon: IconDeviceTv },
  },
  {
    path: '/messages',
    title: 'Messages',
    access: 'support.ask',
    page: page(() => import('#web/features/command-centre/MessagesPage.tsx'), 'MessagesPage'),
    nav: { section: 'Support', label: 'Messages', icon: IconMessage2 },
  },
  {
    path: '/resolution-plan',
    title: 'Resolution plan',
    access: 'support.answer',
    page: page(() => import('#web/features/command-centre/ResolutionsPage.tsx'), 'ResolutionsPage'),
    nav: { section: 'Command centre', label: 'Resolution plan', icon: IconListCheck },
  },
  {
    path: '/huddles',
    title: 'Huddles',
    access: 'support.answer',
    page: page(() => import('#web/features/command-centre/HuddlesPage.tsx'), 'HuddlesPage'),
    nav: { section: 'Command centre', label: 'Huddles', icon: IconUsersGroup },
  },
  {
    path: '/hand-over',
    title: 'Shift hand-over',
    access: 'support.answer',
    page: page(() => import('#web/features/command-centre/HandOverPage.tsx'), 'HandOverPage'),
    nav: { section: 'Command centre', label: 'Hand-over', icon: IconArrowsExchange },
  },
  {
    path: '/share',
    title: 'Show your screen',
    access: 'public',
    page: page(() => import('#web/features/screen-share/SharePage.tsx'), 'SharePage'),
  },
  {
    path: '/requests/$requestId/screen',
    title: 'See the caller’s screen',
    access: 'support.answer',
    page: page(() => import('#web/features/screen-share/SeeScreenPage.tsx'), 'SeeScreenPage'),
  },
];
