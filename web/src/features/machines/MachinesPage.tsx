import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Factory, Plus } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { fetchMachines, type Machine } from '../../api/machines';
import { useIngest } from '../../api/useIngest';
import { useSession } from '../../api/useSession';
import { withParameter } from '../../ui/address';
import { DataTable } from '../../ui/DataTable';
import { Message } from '../../ui/Message';
import { NoMatch } from '../../ui/NoMatch';
import { Trouble } from '../../ui/Trouble';
import { usePageTitle } from '../../ui/usePageTitle';
import { Waiting } from '../../ui/Waiting';
import { areasOf, matching } from './choice';
import { Filters } from './Filters';
import { MachineDialog } from './MachineDialog';
import classes from './Machines.module.css';
import { columnsOf, type Sightings } from './machineColumns';

const REFRESH_EVERY = 10_000;

export default function MachinesPage() {
  usePageTitle('Machines');
  const [search, setSearch] = useSearchParams();
  const filter = {
    text: search.get('query') ?? '',
    area: search.get('area'),
    retired: search.get('retired') === 'true',
  };
  const machines = useQuery({
    queryKey: ['machines', filter.retired],
    queryFn: ({ signal }) => fetchMachines(filter.retired, signal),
    refetchInterval: REFRESH_EVERY,
  });
  const admin = useSession().data?.user.role === 'admin';
  const [open, setOpen] = useState<Machine | 'new' | null>(null);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>Machines</h1>
        {admin && (
          <Button
            size="xs"
            variant="default"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() => setOpen('new')}
          >
            Add a machine
          </Button>
        )}
      </header>
      <Filters
        filter={filter}
        areas={areasOf(machines.data ?? [])}
        onChange={(name, value) =>
          setSearch((before) => withParameter(before, name, value || null), { replace: true })
        }
      />
      {machines.isPending && <Waiting />}
      {machines.isLoadingError && <Trouble failure={machines.error} onRetry={() => machines.refetch()} />}
      {machines.isRefetchError && (
        <p role="alert" className={classes.stale}>
          The list may be old: {machines.error.message}
        </p>
      )}
      {machines.data !== undefined && (
        <List
          machines={matching(machines.data, filter)}
          any={machines.data.length > 0}
          retired={filter.retired}
          onEdit={admin ? setOpen : null}
          onClear={() => setSearch({}, { replace: true })}
        />
      )}
      {open !== null && (
        <MachineDialog machine={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

interface ListProps {
  machines: Machine[];
  any: boolean;
  retired: boolean;
  onEdit: ((machine: Machine) => void) | null;
  onClear: () => void;
}

function List({ machines, any, retired, onEdit, onClear }: ListProps) {
  const { sightings, now } = useSightings();
  const columns = useMemo(() => columnsOf(sightings, onEdit), [sightings, onEdit]);
  const keyOf = useCallback(({ id }: Machine) => id, []);
  if (!any) {
    return (
      <Message icon={Factory} title={retired ? 'No machine is retired' : 'There are no machines yet'}>
        {retired
          ? 'A machine that is taken out of service is kept here with its points, and can be brought back.'
          : 'A machine appears here with its first point, named by its id, or when an administrator adds it.'}
      </Message>
    );
  }
  if (machines.length === 0) {
    return <NoMatch what="machine" onClear={onClear} />;
  }
  return (
    <DataTable
      label={retired ? 'Retired machines' : 'Machines in service'}
      columns={columns}
      rows={machines}
      keyOf={keyOf}
      now={now}
      initialSorting={[{ id: 'name', desc: false }]}
    />
  );
}

/** When each machine sent last, as the account of ingest knows it. */
function useSightings(): { sightings: Sightings | null; now: number } {
  const { data } = useIngest(REFRESH_EVERY);
  const sightings = useMemo(
    () =>
      data === undefined
        ? null
        : {
            since: data.since,
            lastSeen: new Map(data.machines.map(({ machine, lastSeen }) => [machine, lastSeen])),
          },
    [data],
  );
  return { sightings, now: data?.now ?? 0 };
}
