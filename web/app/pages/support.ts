import { IconAddressBook, IconBolt, IconBug, IconHeadset, IconLifebuoy, IconNotes, IconQrcode, IconWalk } from '@tabler/icons-react';
import { lazyRouteComponent as page } from '@tanstack/react-router';
import type { PageRoute } from '../page-route.ts';

/** Asking for help and giving it. */
export const supportPages: readonly PageRoute[] = [
  {
    path: '/duty',
    title: 'My duty',
    access: 'support.answer',
    page: page(() => import('#web/features/duty/DutyPage.tsx'), 'DutyPage'),
    nav: { section: 'Support', label: 'My duty', icon: IconWalk, phone: 'first' },
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
    path: '/desk',
    title: 'Help desk',
    access: 'support.answer',
    frame: 'full',
    page: page(() => import('#web/features/desk/DeskPage.tsx'), 'DeskPage'),
    nav: { section: 'Help desk', label: 'Help desk', icon: IconHeadset },
  },
  {
    path: '/tips',
    title: 'Tip sheets',
    access: 'support.ask',
    page: page(() => import('#web/features/tips/TipsPage.tsx'), 'TipsPage'),
    nav: { section: 'Support', label: 'Tip sheets', icon: IconNotes },
  },
  {
    path: '/tips/$tipId',
    title: 'Tip sheet',
    access: 'support.ask',
    page: page(() => import('#web/features/tips/TipPage.tsx'), 'TipPage'),
  },
  {
    path: '/issues',
    title: 'Known issues',
    access: 'support.answer',
    page: page(() => import('#web/features/knowledge/IssuesPage.tsx'), 'IssuesPage'),
    nav: { section: 'Help desk', label: 'Known issues', icon: IconBug },
  },
  {
    path: '/macros',
    title: 'Macros',
    access: 'support.desk',
    page: page(() => import('#web/features/knowledge/MacrosPage.tsx'), 'MacrosPage'),
    nav: { section: 'Help desk', label: 'Macros', icon: IconBolt },
  },
  {
    path: '/contacts',
    title: 'Who to contact',
    access: 'support.ask',
    page: page(() => import('#web/features/contacts/ContactsPage.tsx'), 'ContactsPage'),
    nav: { section: 'Support', label: 'Who to contact', icon: IconAddressBook },
  },
  {
    path: '/answer',
    title: 'Your request for help',
    access: 'public',
    page: page(() => import('#web/features/answer/AnswerPage.tsx'), 'AnswerPage'),
  },
  {
    path: '/workstations',
    title: 'Workstation codes',
    access: 'support.desk',
    page: page(() => import('#web/features/workstations/WorkstationsPage.tsx'), 'WorkstationsPage'),
    nav: { section: 'Help desk', label: 'Workstation codes', icon: IconQrcode },
  },
];
