import { lazyRouteComponent as page } from '@tanstack/react-router';
import type { PageRoute } from '../page-route.ts';

/** One's own account, and the ways in. */
export const accountPages: readonly PageRoute[] = [
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
