import { useMemo } from 'react';
import type { Sizes } from '../../api/storage';
import { bytes, count, rate } from '../../format/numbers';
import { DataTable, type TableColumn } from '../../ui/DataTable';
import { type MetricRow, metricRows, perPoint } from './figures';
import classes from './Storage.module.css';

const NUMBER = 'minmax(90px, 1fr)';

const COLUMNS: TableColumn<MetricRow>[] = [
  {
    id: 'metric',
    title: 'Metric',
    track: 'minmax(160px, 2fr)',
    sortedBy: ({ metric }) => metric,
    cell: ({ metric }) => (
      <span className={classes.name} title={metric}>
        {metric}
      </span>
    ),
  },
  {
    id: 'series',
    title: 'Series',
    hint: 'How many signals of machines and zones there are of this metric',
    track: 'minmax(70px, 0.8fr)',
    align: 'right',
    sortedBy: ({ series }) => series,
    cell: ({ series }) => count(series),
  },
  {
    id: 'points',
    title: 'Points',
    track: NUMBER,
    align: 'right',
    sortedBy: ({ all }) => all.points,
    cell: ({ all }) => count(all.points),
  },
  {
    id: 'raw',
    title: 'As they came',
    hint: 'Bytes a point while it is young',
    track: NUMBER,
    align: 'right',
    sortedBy: ({ raw }) => perPoint(raw),
    cell: ({ raw }) => <PerPoint each={perPoint(raw)} />,
  },
  {
    id: 'sealed',
    title: 'Packed',
    hint: 'Bytes a point once its day is packed',
    track: NUMBER,
    align: 'right',
    sortedBy: ({ sealed }) => perPoint(sealed),
    cell: ({ sealed }) => <PerPoint each={perPoint(sealed)} />,
  },
  {
    id: 'bytes',
    title: 'Size',
    track: NUMBER,
    align: 'right',
    sortedBy: ({ all }) => all.bytes,
    cell: ({ all }) => bytes(all.bytes),
  },
  {
    id: 'share',
    title: 'Of all',
    track: 'minmax(110px, 1.2fr)',
    align: 'right',
    sortedBy: ({ share }) => share,
    cell: ({ share }) => <Share share={share} />,
  },
];

function PerPoint({ each }: { each: number | null }) {
  if (each === null) return <span className={classes.muted}>–</span>;
  return (
    <>
      {rate(each)} <span className={classes.muted}>B</span>
    </>
  );
}

function Share({ share }: { share: number }) {
  const percent = share * 100;
  return (
    <span className={classes.share}>
      <span className={classes.shareBar} aria-hidden>
        <span style={{ width: `${percent}%` }} />
      </span>
      {percent > 0 && percent < 0.1 ? '<0.1' : percent.toFixed(1)} %
    </span>
  );
}

/** Which metric takes how much. */
export function Metrics({ sizes }: { sizes: Sizes }) {
  const rows = useMemo(() => metricRows(sizes), [sizes]);
  return (
    <section className={classes.section} aria-labelledby="metrics">
      <h2 id="metrics" className={classes.sectionTitle}>
        Metrics <span className={classes.muted}>{count(rows.length + sizes.metricsLeftOut)}</span>
      </h2>
      <DataTable
        label="Metrics and their size"
        columns={COLUMNS}
        rows={rows}
        keyOf={({ metric }) => metric}
        now={sizes.measuredAt}
        initialSorting={[{ id: 'bytes', desc: true }]}
      />
      {sizes.metricsLeftOut > 0 && (
        <p className={classes.small}>
          These are the {count(rows.length)} largest; {count(sizes.metricsLeftOut)} smaller ones count in the
          sums above.
        </p>
      )}
    </section>
  );
}
