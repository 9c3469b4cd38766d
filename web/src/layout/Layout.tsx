import { Suspense } from 'react';
import { Navigate, Outlet, useLocation, useSearchParams } from 'react-router';
import { useSession } from '../api/useSession';
import { Trouble } from '../ui/Trouble';
import { Waiting } from '../ui/Waiting';
import { Header } from './Header';
import classes from './Layout.module.css';
import { LiveMark } from './LiveMark';

/** The frame of every page that needs a session. Kiosk hides it, so that a wall shows nothing but the plant. */
export function Layout() {
  const session = useSession();
  const location = useLocation();
  const [search] = useSearchParams();
  if (session.isPending) return <Waiting />;
  if (session.isError) return <Trouble failure={session.error} onRetry={() => session.refetch()} />;
  if (session.data === null) {
    const wanted = `${location.pathname}${location.search}`;
    const next =
      wanted === '/' || wanted === '/dashboards' ? '' : `?${new URLSearchParams({ next: wanted })}`;
    return <Navigate to={`/login${next}`} replace />;
  }
  const kiosk = search.has('kiosk');
  return (
    <>
      {kiosk ? (
        <div className={classes.corner}>
          <LiveMark quiet />
        </div>
      ) : (
        <>
          <a href="#main" className={classes.skip}>
            Skip to the content
          </a>
          <Header session={session.data} />
        </>
      )}
      <main id="main" tabIndex={-1} className={classes.main}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}
