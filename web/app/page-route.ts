import type { RouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { Access } from '#platform/http/route.ts';

export const sections = [
  'Coverage',
  'Support',
  'Help desk',
  'Command centre',
  'Learning',
  'Training',
  'Practice',
  'Hospital',
  'Administration',
] as const;

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
  /** Where the rail shows it; without this it is reached through other pages. `phone`: also in the bar below on a phone; `first`: before the others. */
  readonly nav?: {
    readonly section: (typeof sections)[number];
    readonly label: string;
    readonly icon: ComponentType<{ size?: number | string; stroke?: number }>;
    readonly phone?: true | 'first';
    /** Its line bears the number of things that wait for a coordinator. */
    readonly waiting?: true;
    /** The rail shows it to accounts of this role alone; others may open it by its address. */
    readonly role?: string;
  };
}
