import { createRootRoute, createRoute, createRouter, Navigate, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ErrorBoundary } from '#web/ui/ErrorBoundary.tsx';
import { Frame } from './Frame.tsx';
import type { PageRoute } from './page-route.ts';
import { pages } from './routes.ts';
import { useSession } from './session.tsx';
import { useWaitingCount } from './waiting.ts';

/** Nothing is drawn for somebody who may not see it; the server refuses besides. */
function Guarded({ route }: { route: PageRoute }) {
  const session = useSession();
  const location = useLocation();
  const waiting = useWaitingCount();
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${route.title} · AtElbow`;
  }, [route.title, waiting]);
  const Page = route.page;
  if (route.access === 'public')
    return (
      <ErrorBoundary key={location.pathname}>
        <Page />
      </ErrorBoundary>
    );
  if (session.setupNeeded) return <GoOnce to="/set-up" />;
  if (!session.account) return <GoOnce to="/sign-in" search={{ to: location.href }} />;
  const allowed = route.access === 'signed-in' || session.can(route.access);
  return (
    <Frame layout={route.frame ?? 'page'}>
      <ErrorBoundary key={location.pathname}>{allowed ? <Page /> : <NotAllowed title={route.title} />}</ErrorBoundary>
    </Frame>
  );
}

/** Once only: a redirect that is rendered again would start over with the address it has itself made. */
function GoOnce({ to, search }: { to: string; search?: Record<string, string> }) {
  const navigate = useNavigate();
  const gone = useRef(false);
  useEffect(() => {
    if (gone.current) return;
    gone.current = true;
    void navigate({ to, search: (search ?? {}) as never, replace: true });
  });
  return null;
}

function NotAllowed({ title }: { title: string }) {
  return (
    <EmptyState title={`Your account does not open “${title}”`}>
      Ask an administrator for the role that does, if your work needs it.
    </EmptyState>
  );
}

function Home() {
  const session = useSession();
  if (session.setupNeeded) return <Navigate to="/set-up" replace />;
  if (!session.account) return <Navigate to="/sign-in" replace />;
  if (session.can('coverage.plan')) return <Navigate to="/coverage" replace />;
  const first = pages.find((route) => route.nav && (route.access === 'signed-in' || session.can(route.access)));
  return first ? <Navigate to={first.path} replace /> : <Lost />;
}

function Lost() {
  return (
    <Frame layout="page">
      <EmptyState title="There is no such page">The address may be old or mistyped. The menu shows what there is.</EmptyState>
    </Frame>
  );
}

function Root() {
  return <Outlet />;
}

const root = createRootRoute({ component: Root, notFoundComponent: Lost });

export const router = createRouter({
  routeTree: root.addChildren([
    createRoute({ getParentRoute: () => root, path: '/', component: Home }),
    ...pages.map((route) => createRoute({ getParentRoute: () => root, path: route.path, component: () => <Guarded route={route} /> })),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: false,
});
