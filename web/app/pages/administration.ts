import {
  IconAdjustments,
  IconClockCheck,
  IconKey,
  IconListSearch,
  IconPlugConnected,
  IconRoute,
  IconServer,
  IconUserCog,
} from '@tabler/icons-react';
import { lazyRouteComponent as page } from '@tanstack/react-router';
import type { PageRoute } from '../page-route.ts';

/** Settings, accounts, the audit log. */
export const administrationPages: readonly PageRoute[] = [
  {
    path: '/settings',
    title: 'Coverage settings',
    access: 'coverage.read',
    page: page(() => import('#web/features/settings/CoverageSettingsPage.tsx'), 'CoverageSettingsPage'),
    nav: { section: 'Administration', label: 'Coverage settings', icon: IconAdjustments },
  },
  {
    path: '/settings/dispatch',
    title: 'Dispatch settings',
    access: 'support.answer',
    page: page(() => import('#web/features/settings/SupportSettingsPages.tsx'), 'DispatchSettingsPage'),
    nav: { section: 'Administration', label: 'Dispatch settings', icon: IconRoute },
  },
  {
    path: '/settings/desk',
    title: 'Desk targets',
    access: 'support.answer',
    page: page(() => import('#web/features/settings/SupportSettingsPages.tsx'), 'DeskTargetsPage'),
    nav: { section: 'Administration', label: 'Desk targets', icon: IconClockCheck },
  },
  {
    path: '/settings/lti',
    title: 'Learning tools',
    access: 'training.connect',
    page: page(() => import('#web/features/lti/LtiPage.tsx'), 'LtiPage'),
    nav: { section: 'Administration', label: 'Learning tools', icon: IconPlugConnected },
  },
  {
    path: '/settings/practice-server',
    title: 'Practice server',
    access: 'sandbox.settings',
    page: page(() => import('#web/features/settings/OwnServerPage.tsx'), 'OwnServerPage'),
    nav: { section: 'Administration', label: 'Practice server', icon: IconServer },
  },
  {
    path: '/settings/secrets',
    title: 'Secrets',
    access: 'platform.secrets',
    page: page(() => import('#web/features/settings/SecretsPage.tsx'), 'SecretsPage'),
    nav: { section: 'Administration', label: 'Secrets', icon: IconKey },
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
];
