import { lazy, Suspense } from 'react';
import type { IngestAccount } from '../../api/ingest';
import { useIngest } from '../../api/useIngest';
import { duration } from '../../format/durations';
import { exactTime } from '../../ui/Moment';
import { StaleMark } from '../../ui/StaleMark';
import { Trouble } from '../../ui/Trouble';
import { usePageTitle } from '../../ui/usePageTitle';
import { Waiting } from '../../ui/Waiting';
import { Backlog } from './Backlog';
import { DoorsTable, TokensTable } from './Doors';
import flow from './Flow.module.css';
import classes from './Ingest.module.css';
import { Machines } from './Machines';
import { Rates } from './Rates';
import { Refusals } from './Refusals';
import { Rejections } from './Rejections';

/** Milliseconds from one answer to the next question. */
const REFRESH_EVERY = 2000;

/** What draws is much larger than the page, so the numbers do not wait for it. */
const History = lazy(() => import('./History'));

export default function IngestPage() {
  usePageTitle('Ingest');
  const { data, error, dataUpdatedAt, refetch } = useIngest(REFRESH_EVERY);
  if (data === undefined) {
    return error === null ? <Waiting /> : <Trouble failure={error} onRetry={() => refetch()} />;
  }
  return (
    <>
      <StaleMark
        updatedAt={dataUpdatedAt}
        shownTime={data.now}
        failure={error}
        refreshEvery={REFRESH_EVERY}
      />
      <Account account={data} />
    </>
  );
}

function Account({ account }: { account: IngestAccount }) {
  const { since, now, totals, perSecond, history, waiting, requests } = account;
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>Ingest</h1>
        <p className={classes.caption}>
          What came in since the server started at {exactTime(since)}, {duration(now - since)} ago
        </p>
      </header>
      <Rates perSecond={perSecond} totals={totals} />
      <div className={flow.flow}>
        <section className={flow.card} aria-labelledby="history">
          <h2 id="history" className={flow.cardTitle}>
            The last ten minutes, points a second
          </h2>
          <Suspense fallback={<div className={flow.charts} />}>
            <History history={history} now={now} />
          </Suspense>
        </section>
        <div className={flow.side}>
          <Backlog waiting={waiting} />
          <Refusals requests={requests} />
        </div>
      </div>
      <Machines account={account} />
      <Rejections account={account} />
      <DoorsTable account={account} />
      <TokensTable account={account} />
    </div>
  );
}
