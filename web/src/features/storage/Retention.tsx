import type { Removed, RetentionRule, Storage } from '../../api/storage';
import { bytes, count } from '../../format/numbers';
import { DataTable, type TableColumn } from '../../ui/DataTable';
import { exactTime, Moment } from '../../ui/Moment';
import classes from './Storage.module.css';
import { dayText, keepText, levelName, plural, ruleName } from './words';

/** How long things are kept. */
export function Rules({ retention: { rules, next } }: { retention: Storage['retention'] }) {
  return (
    <section className={classes.card} aria-labelledby="kept">
      <h2 id="kept" className={classes.cardTitle}>
        Kept how long
      </h2>
      <dl className={classes.list}>
        {rules.map((rule) => (
          <Rule key={rule.name} rule={rule} rules={rules.length} />
        ))}
      </dl>
      <p className={classes.small}>
        What is older is looked for at {exactTime(next)}. The rules stand in the settings of the server,
        andon.retention.
      </p>
    </section>
  );
}

function Rule({ rule, rules }: { rule: RetentionRule; rules: number }) {
  const summaries: [string, string][] = [
    ['5m', rule.fiveMinutes],
    ['1h', rule.hours],
    ['1d', rule.days],
  ];
  return (
    <div className={classes.item}>
      <dt>{ruleName(rule.name, rules)}</dt>
      <dd>{keepText(rule.raw)}</dd>
      <dd className={classes.itemMeaning}>
        Summaries:{' '}
        {summaries.map(([level, keep]) => `${levelName(level).toLowerCase()} ${keepText(keep)}`).join(', ')}
      </dd>
    </div>
  );
}

const COLUMNS: TableColumn<Removed>[] = [
  {
    id: 'what',
    title: 'What',
    track: 'minmax(130px, 1.3fr)',
    cell: ({ level }) => <span className={classes.name}>{levelName(level)}</span>,
  },
  {
    id: 'at',
    title: 'Removed',
    track: 'minmax(90px, 1fr)',
    sortedBy: ({ at }) => at,
    cell: ({ at }, now) => <Moment time={at} now={now} />,
  },
  {
    id: 'range',
    title: 'From, to',
    track: 'minmax(150px, 1.4fr)',
    sortedBy: ({ since }) => since,
    cell: ({ since, until }) => (
      <span title={`${exactTime(since)} to ${exactTime(until)}`}>
        {dayText(since)} – {dayText(until)} {new Date(until).getUTCFullYear()}
      </span>
    ),
  },
  {
    id: 'series',
    title: 'Series',
    track: 'minmax(70px, 0.8fr)',
    align: 'right',
    sortedBy: ({ series }) => series,
    cell: ({ series }) => count(series),
  },
  {
    id: 'points',
    title: 'Values',
    track: 'minmax(100px, 1fr)',
    align: 'right',
    sortedBy: ({ points }) => points,
    cell: ({ points, exact }) => `${exact ? '' : 'about '}${count(points)}`,
  },
  {
    id: 'bytes',
    title: 'Size',
    track: 'minmax(80px, 1fr)',
    align: 'right',
    sortedBy: ({ bytes: size }) => size,
    cell: ({ bytes: size }) => bytes(size),
  },
  {
    id: 'rule',
    title: 'By',
    track: 'minmax(140px, 1.6fr)',
    cell: ({ rule, actor }) => (
      <span title={rule}>
        {rule}
        {actor !== null && actor !== 'schedule' && <span className={classes.muted}> · {actor}</span>}
      </span>
    ),
  },
];

/** What has gone, and by which rule. */
export function Log({ log, now }: { log: Removed[]; now: number }) {
  return (
    <section className={classes.section} aria-labelledby="removed">
      <h2 id="removed" className={classes.sectionTitle}>
        Removed{' '}
        <span className={classes.muted}>
          {log.length === 0 ? '' : `the last ${plural(log.length, 'time')}`}
        </span>
      </h2>
      {log.length === 0 ? (
        <p className={classes.small}>Nothing was removed yet.</p>
      ) : (
        <DataTable
          label="What was removed"
          columns={COLUMNS}
          rows={log}
          keyOf={({ at, object, rule }) => `${at} ${object} ${rule}`}
          now={now}
          initialSorting={[{ id: 'at', desc: true }]}
        />
      )}
    </section>
  );
}
