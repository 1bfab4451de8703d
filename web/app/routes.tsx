import { IconCalendarUser, IconLayoutGrid } from '@tabler/icons-react';
import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { Access } from '#platform/http/route.ts';

export const sections = ['Coverage', 'Hospital', 'Administration'] as const;

export interface PageRoute {
  /** TanStack syntax: `/people/$personId`. */
  readonly path: `/${string}`;
  /** The browser tab says `title · AtElbow`. */
  readonly title: string;
  /** As for API routes: everybody, anybody signed in, or whoever holds the permission. */
  readonly access: Access;
  /** `bare`: no rail and no top bar (sign-in, print). `full`: the page scrolls inside itself and has no margins (the board). */
  readonly frame?: 'bare' | 'full';
  readonly page: RouteComponent;
  /** Where the rail shows it; without this it is reached through other pages. `phone`: also in the bar below on a phone. */
  readonly nav?: {
    readonly section: (typeof sections)[number];
    readonly label: string;
    readonly icon: ComponentType<{ size?: number | string; stroke?: number }>;
    readonly phone?: true;
  };
}

const page = lazyRouteComponent;

/** Every page of the product, in the order of the rail. A feature adds its own line here. */
export const pages: readonly PageRoute[] = [
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
    nav: { section: 'Coverage', label: 'Board', icon: IconLayoutGrid, phone: true },
  },
];
