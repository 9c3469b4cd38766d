import { Badge, Button, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LayoutDashboard, Search, X } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { type DashboardHit, searchDashboards } from '../../api/dashboards';
import { withParameter } from '../../ui/address';
import { Message } from '../../ui/Message';
import { NoMatch } from '../../ui/NoMatch';
import { Trouble } from '../../ui/Trouble';
import { useLater } from '../../ui/useLater';
import { usePageTitle } from '../../ui/usePageTitle';
import classes from './DashboardsPage.module.css';
import { foldersOf, matching, tagsOf } from './hits';
import { ProvisioningNotice } from './ProvisioningNotice';

export default function DashboardsPage() {
  usePageTitle('Dashboards');
  const hits = useQuery({ queryKey: ['dashboards'], queryFn: ({ signal }) => searchDashboards(signal) });
  const [search, setSearch] = useSearchParams();
  const text = search.get('query') ?? '';
  const tag = search.get('tag');
  const set = (name: string, value: string | null) =>
    setSearch(withParameter(search, name, value || null), { replace: true });
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1 className={classes.title}>Dashboards</h1>
        <TextInput
          className={classes.search}
          aria-label="Search dashboards"
          placeholder="Search by name, folder or tag"
          leftSection={<Search size={16} aria-hidden />}
          value={text}
          onChange={(event) => set('query', event.currentTarget.value)}
        />
      </div>
      <Tags tags={tagsOf(hits.data ?? [])} chosen={tag} onChoose={(next) => set('tag', next)} />
      <ProvisioningNotice />
      {hits.isPending && <ListSkeleton />}
      {hits.isError && <Trouble failure={hits.error} onRetry={() => hits.refetch()} />}
      {hits.isSuccess && (
        <Folders
          hits={matching(hits.data, text, tag)}
          any={hits.data.length > 0}
          onClear={() => setSearch({})}
        />
      )}
    </div>
  );
}

interface TagsProps {
  tags: string[];
  chosen: string | null;
  onChoose: (tag: string | null) => void;
}

function Tags({ tags, chosen, onChoose }: TagsProps) {
  if (tags.length === 0) return null;
  return (
    <fieldset className={classes.tags} aria-label="Tags">
      {tags.map((tag) => (
        <Button
          key={tag}
          size="compact-xs"
          variant={tag === chosen ? 'filled' : 'default'}
          aria-pressed={tag === chosen}
          rightSection={tag === chosen ? <X size={12} aria-hidden /> : null}
          onClick={() => onChoose(tag === chosen ? null : tag)}
        >
          {tag}
        </Button>
      ))}
    </fieldset>
  );
}

function Folders({ hits, any, onClear }: { hits: DashboardHit[]; any: boolean; onClear: () => void }) {
  if (!any) {
    return (
      <Message icon={LayoutDashboard} title="There are no dashboards yet">
        Put Grafana dashboard files into the folder that provisioning/dashboards names. They appear here
        within a minute, without a restart.
      </Message>
    );
  }
  if (hits.length === 0) {
    return <NoMatch what="dashboard" onClear={onClear} />;
  }
  return foldersOf(hits).map(({ title, hits: own }) => (
    <section key={title} className={classes.folder} aria-label={title || 'General'}>
      <h2 className={classes.folderTitle}>{title || 'General'}</h2>
      <ul className={classes.list}>
        {own.map((hit) => (
          <li key={hit.uid}>
            <Link to={hit.url} className={classes.hit}>
              <LayoutDashboard size={18} strokeWidth={1.5} aria-hidden className={classes.icon} />
              <span className={classes.name}>{hit.title}</span>
              <span className={classes.hitTags}>
                {hit.tags.map((tag) => (
                  <Badge key={tag} variant="default" size="sm" className={classes.tag}>
                    {tag}
                  </Badge>
                ))}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}

function ListSkeleton() {
  const late = useLater(300);
  if (!late) return null;
  return (
    <div role="status" aria-label="Loading">
      {[1, 2, 3].map((line) => (
        <Skeleton key={line} height={44} mt={8} />
      ))}
    </div>
  );
}
