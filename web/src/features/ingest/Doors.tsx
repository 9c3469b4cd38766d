import type { DoorAccount, IngestAccount, Outcome, TokenAccount } from '../../api/ingest';
import { count } from '../../format/numbers';
import { DataTable, type TableColumn } from '../../ui/DataTable';
import { Moment } from '../../ui/Moment';
import { doorAddress, doorName } from './doors';
import classes from './Ingest.module.css';
import { Rejected } from './machineColumns';

const NUMBER = 'minmax(76px, 1fr)';

function numberColumn<Row extends Outcome>(id: keyof Outcome, title: string): TableColumn<Row> {
  return {
    id,
    title,
    track: NUMBER,
    align: 'right',
    sortedBy: (row) => row[id],
    cell: (row) => (id === 'rejected' ? <Rejected value={row[id]} /> : count(row[id])),
  };
}

function outcomeColumns<Row extends Outcome & { lastSeen: number }>(): TableColumn<Row>[] {
  return [
    {
      id: 'lastSeen',
      title: 'Last seen',
      track: 'minmax(90px, 1fr)',
      sortedBy: ({ lastSeen }) => lastSeen,
      cell: ({ lastSeen }, now) => <Moment time={lastSeen} now={now} />,
    },
    numberColumn('received', 'Received'),
    numberColumn('stored', 'Stored'),
    numberColumn('unchanged', 'Unchanged'),
    numberColumn('corrected', 'Corrected'),
    numberColumn('rejected', 'Rejected'),
  ];
}

const DOOR_COLUMNS: TableColumn<DoorAccount>[] = [
  {
    id: 'door',
    title: 'Door',
    track: 'minmax(200px, 2.4fr)',
    sortedBy: ({ door }) => doorName(door),
    cell: ({ door }) => (
      <>
        <span className={classes.name}>{doorName(door)}</span>{' '}
        <code className={classes.address}>{doorAddress(door)}</code>
      </>
    ),
  },
  ...outcomeColumns<DoorAccount>(),
];

const TOKEN_COLUMNS: TableColumn<TokenAccount>[] = [
  {
    id: 'token',
    title: 'Token',
    track: 'minmax(160px, 2.4fr)',
    sortedBy: ({ name }) => name,
    cell: ({ name }) => (
      <span className={classes.name} title={name}>
        {name}
      </span>
    ),
  },
  ...outcomeColumns<TokenAccount>(),
  {
    id: 'refused',
    title: 'Refused requests',
    hint: 'Requests of which no point was looked at, because the queue was full or the body could not be read',
    track: 'minmax(110px, 1fr)',
    align: 'right',
    sortedBy: ({ refused }) => refused,
    cell: ({ refused }) => <Rejected value={refused} />,
  },
];

/** By which way points came. */
export function DoorsTable({ account: { doors, now } }: { account: IngestAccount }) {
  return (
    <Origins
      id="door"
      title="Doors"
      label="Ways by which points came"
      columns={DOOR_COLUMNS}
      rows={doors}
      keyOf={({ door }) => door}
      now={now}
    />
  );
}

/** With whose permission points came. */
export function TokensTable({ account: { tokens, now } }: { account: IngestAccount }) {
  return (
    <Origins
      id="token"
      title="Tokens"
      label="Tokens with which points came"
      columns={TOKEN_COLUMNS}
      rows={tokens}
      keyOf={({ id, name }) => `${id} ${name}`}
      now={now}
    />
  );
}

interface OriginsProps<Row> {
  /** Of the column that names them, by which they are sorted at first. */
  id: string;
  title: string;
  label: string;
  columns: TableColumn<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  now: number;
}

function Origins<Row>({ id, title, ...table }: OriginsProps<Row>) {
  if (table.rows.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby={`${id}s`}>
      <h2 id={`${id}s`} className={classes.sectionTitle}>
        {title}
      </h2>
      <DataTable {...table} initialSorting={[{ id, desc: false }]} />
    </section>
  );
}
