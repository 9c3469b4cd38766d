import type { IngestAccount } from '../../api/ingest';
import { count } from '../../format/numbers';
import classes from './Flow.module.css';
import page from './Ingest.module.css';
import { refusalOf, refusalsOf } from './refusals';

/** Requests of which no point was looked at. */
export function Refusals({ requests }: { requests: IngestAccount['requests'] }) {
  const refusals = refusalsOf(requests.refused);
  return (
    <section className={classes.card} aria-labelledby="refused">
      <h2 id="refused" className={classes.cardTitle}>
        Refused requests
      </h2>
      <dl className={classes.refusals}>
        {refusals.map(({ category, requests: refused }) => {
          const { title, meaning } = refusalOf(category);
          return (
            <div key={category} className={classes.refusal}>
              <dt>{title}</dt>
              <dd className={classes.refusalCount}>{count(refused)}</dd>
              <dd className={classes.refusalMeaning}>{meaning}</dd>
            </div>
          );
        })}
      </dl>
      <p className={page.small}>
        {refusals.length === 0 ? 'None. ' : ''}
        {count(requests.answered)} requests were answered.
      </p>
    </section>
  );
}
