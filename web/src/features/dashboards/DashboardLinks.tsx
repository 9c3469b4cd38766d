import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { dashboardsTagged, type LinkModel } from '../../api/dashboards';
import classes from './Dashboard.module.css';
import { addressOf, isOwnPage, isUsable, type LinkContext, takeAlong } from './links';
import { useScope } from './scope';
import { linkContextOf, textsOf } from './texts';

export function DashboardLinks() {
  const scope = useScope();
  const context = linkContextOf(scope, textsOf(scope));
  const links = (scope.dashboard.links ?? []).filter((link) => isUsable(link, context));
  if (links.length === 0) return null;
  return (
    <nav className={classes.links} aria-label="Links of this dashboard">
      {links.map((link) =>
        link.type === 'dashboards' ? (
          <TaggedDashboards key={link.title} link={link} context={context} />
        ) : (
          <PlainLink key={`${link.title} ${link.url}`} link={link} context={context} />
        ),
      )}
    </nav>
  );
}

function PlainLink({ link, context }: { link: LinkModel; context: LinkContext }) {
  const address = addressOf(link, context);
  if (address === null) return null;
  return (
    <Address href={address} newTab={link.targetBlank} title={link.tooltip}>
      {context.replaceVariables(link.title) || address}
    </Address>
  );
}

interface AddressProps {
  href: string;
  newTab?: boolean;
  title?: string;
  children: ReactNode;
}

function Address({ href, newTab = false, title, children }: AddressProps) {
  const look = { variant: 'subtle', color: 'gray', size: 'compact-xs', title } as const;
  if (isOwnPage(href) && !newTab) {
    return (
      <Button component={Link} to={href} {...look}>
        {children}
      </Button>
    );
  }
  return (
    <Button
      component="a"
      href={href}
      target={newTab ? '_blank' : undefined}
      rel="noopener noreferrer"
      rightSection={newTab ? <ExternalLink size={12} aria-label="opens in a new tab" /> : null}
      {...look}
    >
      {children}
    </Button>
  );
}

function TaggedDashboards({ link, context }: { link: LinkModel; context: LinkContext }) {
  const { dashboard } = useScope();
  const tags = link.tags ?? [];
  const hits = useQuery({
    queryKey: ['dashboards', tags],
    queryFn: ({ signal }) => dashboardsTagged(tags, signal),
  });
  const others = (hits.data ?? []).filter(({ uid }) => uid !== dashboard.uid);
  const addresses = others.map(({ title, url }) => ({ title, href: takeAlong(url, link, context) }));
  if (!link.asDropdown) {
    return addresses.map(({ title, href }) => (
      <Address key={href} href={href} newTab={link.targetBlank}>
        {title}
      </Address>
    ));
  }
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          rightSection={<ChevronDown size={12} aria-hidden />}
        >
          {link.title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {addresses.map(({ title, href }) => (
          <Menu.Item key={href} component={Link} to={href} target={link.targetBlank ? '_blank' : undefined}>
            {title}
          </Menu.Item>
        ))}
        {addresses.length === 0 && <Menu.Label>No dashboard has these tags</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}
