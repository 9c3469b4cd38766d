import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { ApiError, onSignedOut } from './api/http';
import { LiveConnection } from './api/live';
import { fetchSession } from './api/session';
import { LiveProvider } from './api/useLive';
import { becomeSession } from './api/useSession';
import { LoginPage } from './features/accounts/LoginPage';
import { Layout } from './layout/Layout';
import { NotFoundPage } from './layout/NotFoundPage';
import { cssVariables, theme } from './ui/theme';
import { Waiting } from './ui/Waiting';

const DashboardsPage = lazy(() => import('./features/dashboards/DashboardsPage'));
const DashboardPage = lazy(() => import('./features/dashboards/DashboardPage'));
const IngestPage = lazy(() => import('./features/ingest/IngestPage'));
const MachinesPage = lazy(() => import('./features/machines/MachinesPage'));
const StoragePage = lazy(() => import('./features/storage/StoragePage'));

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && error instanceof ApiError && error.serverAway,
    },
  },
});

onSignedOut(() => becomeSession(queryClient, null));

const live = new LiveConnection(
  () => `${location.origin.replace(/^http/, 'ws')}/ws/live`,
  async () => {
    try {
      const session = await fetchSession();
      if (session === null) becomeSession(queryClient, null);
      return session !== null;
    } catch (failure) {
      if (failure instanceof ApiError) return false;
      throw failure;
    }
  },
);

export function App({ nonce }: { nonce: string }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queryClient}>
        <LiveProvider value={live}>
          <BrowserRouter>
            <Suspense fallback={<Waiting />}>
              <Routes>
                <Route path="/login" element={<LoginPage />} />
                <Route element={<Layout />}>
                  <Route path="/" element={<Navigate to="/dashboards" replace />} />
                  <Route path="/dashboards" element={<DashboardsPage />} />
                  <Route path="/d/:uid/:slug?" element={<DashboardPage />} />
                  <Route path="/machines" element={<MachinesPage />} />
                  <Route path="/ingest" element={<IngestPage />} />
                  <Route path="/storage" element={<StoragePage />} />
                  <Route path="*" element={<NotFoundPage />} />
                </Route>
              </Routes>
            </Suspense>
          </BrowserRouter>
        </LiveProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
