import { TriangleAlert } from 'lucide-react';
import type { Outcome } from '../../api/ingest';
import { count, rate } from '../../format/numbers';
import classes from './Flow.module.css';

const PARTS: { id: keyof Outcome; title: string; meaning: string }[] = [
  { id: 'received', title: 'Received', meaning: 'All points that came in' },
  { id: 'stored', title: 'Stored', meaning: 'New in the database' },
  { id: 'unchanged', title: 'Unchanged', meaning: 'Were there already' },
  { id: 'corrected', title: 'Corrected', meaning: 'Replaced another value' },
  { id: 'rejected', title: 'Rejected', meaning: 'Not stored' },
];

/** Points a second over the last minute, and all of them since the start. */
export function Rates({ perSecond, totals }: { perSecond: Outcome; totals: Outcome }) {
  return (
    <dl className={classes.rates}>
      {PARTS.map(({ id, title, meaning }) => (
        <div
          key={id}
          className={classes.rate}
          data-part={id}
          data-bad={id === 'rejected' && perSecond[id] > 0}
        >
          <dt>
            {title}
            {id === 'rejected' && perSecond[id] > 0 && <TriangleAlert size={14} aria-hidden />}
          </dt>
          <dd className={classes.perSecond}>
            {rate(perSecond[id])}
            <span className={classes.unit}>/s</span>
          </dd>
          <dd className={classes.total}>{count(totals[id])} in all</dd>
          <dd className={classes.meaning}>
            {id === 'rejected' && totals.rejected > 0 ? <a href="#rejections">See why</a> : meaning}
          </dd>
        </div>
      ))}
    </dl>
  );
}
