import { Link, NavLink } from 'react-router';
import type { Session } from '../api/session';
import { UserMenu } from '../features/accounts/UserMenu';
import classes from './Layout.module.css';
import { LiveMark } from './LiveMark';
import { ThemeMenu } from './ThemeMenu';

export function Header({ session }: { session: Session }) {
  return (
    <header className={classes.header}>
      <Link to="/dashboards" className={classes.brand} aria-label="Andon, all dashboards">
        <img src="/andon.svg" width={22} height={22} alt="" />
        Andon
      </Link>
      <nav className={classes.nav} aria-label="Pages">
        <NavLink to="/dashboards">Dashboards</NavLink>
        <NavLink to="/machines">Machines</NavLink>
        <NavLink to="/ingest">Ingest</NavLink>
        <NavLink to="/storage">Storage</NavLink>
      </nav>
      <div className={classes.spacer} />
      <LiveMark />
      <ThemeMenu />
      <UserMenu session={session} />
    </header>
  );
}
