import { Tooltip } from '@mantine/core';
import { ClockAlert, TriangleAlert } from 'lucide-react';
import type { MachineAccount } from '../../api/ingest';
import { count } from '../../format/numbers';
import type { TableColumn } from '../../ui/DataTable';
import { exactTime, Moment, shortTime } from '../../ui/Moment';
import { isSilent, isSkewed, nameOf } from './health';
import classes from './Ingest.module.css';
import { skewAdvice, skewText } from './skewWords';

const NUMBER = 'minmax(76px, 1fr)';

export const MACHINE_COLUMNS: TableColumn<MachineAccount>[] = [
  {
    id: 'machine',
    title: 'Machine',
    track: 'minmax(140px, 2.4fr)',
    sortedBy: nameOf,
    cell: (row) => <Name row={row} />,
  },
  {
    id: 'lastSeen',
    title: 'Last seen',
    track: 'minmax(150px, 1.4fr)',
    hint: 'When something of this machine arrived last',
    sortedBy: ({ lastSeen }) => lastSeen,
    cell: (row, now) => <LastSeen row={row} now={now} />,
  },
  {
    id: 'received',
    title: 'Received',
    track: NUMBER,
    align: 'right',
    sortedBy: ({ received }) => received,
    cell: ({ received }) => count(received),
  },
  {
    id: 'rejected',
    title: 'Rejected',
    track: NUMBER,
    align: 'right',
    sortedBy: ({ rejected }) => rejected,
    cell: ({ rejected }) => <Rejected value={rejected} />,
  },
  {
    id: 'corrected',
    title: 'Corrected',
    track: NUMBER,
    align: 'right',
    sortedBy: ({ corrected }) => corrected,
    cell: ({ corrected }) => count(corrected),
  },
  {
    id: 'clock',
    title: 'Clock',
    track: 'minmax(140px, 1.4fr)',
    align: 'right',
    hint: 'By how much the newest points were behind the server’s clock when they arrived, at the least',
    sortedBy: ({ clockSkewMillis }) => clockSkewMillis,
    cell: (row) => <Clock row={row} />,
  },
  {
    id: 'newestPoint',
    title: 'Newest point',
    track: 'minmax(90px, 1fr)',
    align: 'right',
    hint: 'The latest time that a stored point of this machine bears',
    sortedBy: ({ newestPoint }) => newestPoint,
    cell: ({ newestPoint }, now) => <NewestPoint time={newestPoint} now={now} />,
  },
];

function Name({ row }: { row: MachineAccount }) {
  if (row.machine !== null) {
    return (
      <span className={classes.name} title={row.machine}>
        {row.machine}
      </span>
    );
  }
  return (
    <span className={classes.nameless} title="Points that named no machine, or one that cannot be a name">
      {nameOf(row)}
    </span>
  );
}

function LastSeen({ row, now }: { row: MachineAccount; now: number }) {
  return (
    <>
      <Moment time={row.lastSeen} now={now} />
      {isSilent(row, now) && <span className={classes.flag}>silent</span>}
    </>
  );
}

export function Rejected({ value }: { value: number }) {
  if (value === 0) return '0';
  return (
    <span className={classes.bad}>
      <TriangleAlert size={13} aria-hidden />
      {count(value)}
    </span>
  );
}

function Clock({ row }: { row: MachineAccount }) {
  const { clockSkewMillis } = row;
  if (clockSkewMillis === null) return <span className={classes.muted}>–</span>;
  if (!isSkewed(row)) return skewText(clockSkewMillis);
  return (
    <Tooltip
      label={skewAdvice(clockSkewMillis)}
      multiline
      w={320}
      withArrow
      fz="xs"
      events={{ hover: true, focus: true, touch: true }}
    >
      <button type="button" className={classes.skew}>
        <ClockAlert size={14} aria-hidden />
        {skewText(clockSkewMillis)}
      </button>
    </Tooltip>
  );
}

function NewestPoint({ time, now }: { time: number | null; now: number }) {
  if (time === null) return <span className={classes.muted}>–</span>;
  return (
    <time dateTime={new Date(time).toISOString()} title={exactTime(time)}>
      {shortTime(time, now)}
    </time>
  );
}
