import { Button } from '@mantine/core';
import { Pencil } from 'lucide-react';
import type { Machine } from '../../api/machines';
import type { TableColumn } from '../../ui/DataTable';
import { exactTime, Moment } from '../../ui/Moment';
import classes from './Machines.module.css';

/** What is known since `since` about when machines sent. */
export interface Sightings {
  since: number;
  lastSeen: ReadonlyMap<string | null, number>;
}

/** `sightings` null: not known yet; `onEdit` null: whoever looks may not change anything. */
export function columnsOf(
  sightings: Sightings | null,
  onEdit: ((machine: Machine) => void) | null,
): TableColumn<Machine>[] {
  const columns: TableColumn<Machine>[] = [
    {
      id: 'name',
      title: 'Machine',
      track: 'minmax(180px, 2fr)',
      sortedBy: ({ name }) => name,
      cell: (machine) => <Name machine={machine} />,
    },
    textColumn('site', 'Site'),
    textColumn('area', 'Area'),
    textColumn('line', 'Line'),
    textColumn('status', 'Status'),
    {
      id: 'lastSeen',
      title: 'Last seen',
      track: 'minmax(100px, 1fr)',
      hint: 'When something of this machine arrived last, since the server started',
      sortedBy: ({ id }) => sightings?.lastSeen.get(id) ?? null,
      cell: ({ id }, now) => <LastSeen id={id} sightings={sightings} now={now} />,
    },
  ];
  if (onEdit === null) return columns;
  const edit: TableColumn<Machine> = {
    id: 'edit',
    title: '',
    track: '80px',
    align: 'right',
    cell: (machine) => (
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<Pencil size={13} aria-hidden />}
        aria-label={`Edit ${machine.name}`}
        onClick={() => onEdit(machine)}
      >
        Edit
      </Button>
    ),
  };
  return [...columns, edit];
}

function textColumn(id: 'site' | 'area' | 'line' | 'status', title: string): TableColumn<Machine> {
  return {
    id,
    title,
    track: 'minmax(90px, 1fr)',
    sortedBy: (machine) => machine[id],
    cell: (machine) => machine[id] ?? <span className={classes.muted}>–</span>,
  };
}

function Name({ machine: { id, name } }: { machine: Machine }) {
  return (
    <span title={name}>
      <span className={classes.name}>{name}</span>
      {id !== name && <span className={classes.id}>{id}</span>}
    </span>
  );
}

interface LastSeenProps {
  id: string;
  sightings: Sightings | null;
  now: number;
}

function LastSeen({ id, sightings, now }: LastSeenProps) {
  const time = sightings?.lastSeen.get(id);
  if (time !== undefined) return <Moment time={time} now={now} />;
  const reason =
    sightings === null
      ? 'Not known'
      : `Nothing came from it since the server started at ${exactTime(sightings.since)}`;
  return (
    <span className={classes.muted} title={reason}>
      –
    </span>
  );
}
