import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@fontsource-variable/inter';
import './ui/page.css';
import { Loader, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { NewsProvider } from './app/news.tsx';
import { makeQueryClient } from './app/query-client.ts';
import { router } from './app/router.tsx';
import { SessionProvider } from './app/session.tsx';
import { EmptyState } from './ui/EmptyState.tsx';
import { pressEnterOnce } from './ui/held-enter.ts';
import { ProblemAlert } from './ui/ProblemAlert.tsx';
import { theme, variables } from './ui/theme.ts';

// Vite writes this meta tag; the server fills it. Styles without the nonce are refused by the content security policy.
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
// The scroll lock of dialogs (react-style-singleton) looks for its nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: nonce });
const element = document.getElementById('root');
if (!element) throw new Error('bug: no #root in index.html');

const client = makeQueryClient();
pressEnterOnce(window);

createRoot(element).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <Notifications position="bottom-right" limit={3} autoClose={6000} />
      <QueryClientProvider client={client}>
        <SessionProvider
          waiting={<Loader size="sm" m="xl" role="status" aria-label="Loading" />}
          failed={(error, retry) => (
            <EmptyState title="AtElbow cannot be reached">
              <ProblemAlert error={error} onRetry={retry} />
            </EmptyState>
          )}
        >
          <NewsProvider>
            <RouterProvider router={router} />
          </NewsProvider>
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  // At the first visit the answers came before there was anybody to keep them: ask once more.
  if (!navigator.serviceWorker.controller)
    navigator.serviceWorker.addEventListener('controllerchange', () => void client.invalidateQueries(), { once: true });
  addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js').catch((error: unknown) => console.warn('Off-line reading is not available.', error));
  });
}
