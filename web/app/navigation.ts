import { sections, type PageRoute } from './page-route.ts';
import { pages } from './routes.ts';
import { useSession } from './session.tsx';

export interface NavigationSection {
  readonly name: string;
  readonly pages: readonly (PageRoute & { nav: NonNullable<PageRoute['nav']> })[];
}

/** What this account may open, by section. */
export function useNavigation(): NavigationSection[] {
  const session = useSession();
  const shown = pages.filter(
    (page): page is NavigationSection['pages'][number] =>
      page.nav !== undefined &&
      (page.nav.role === undefined || (session.account?.roles.includes(page.nav.role) ?? false)) &&
      (page.access === 'signed-in' || session.can(page.access)),
  );
  return sections
    .map((name) => ({ name, pages: shown.filter((page) => page.nav.section === name) }))
    .filter((section) => section.pages.length > 0);
}

/** Paths under which another line of the menu lives: they are the present page only when they are exactly it. */
export const parents: ReadonlySet<string> = new Set(
  pages.filter((page) => pages.some((other) => other.nav && other.path.startsWith(`${page.path}/`))).map((page) => page.path),
);
