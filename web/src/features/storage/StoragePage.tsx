import { Database, Hourglass } from 'lucide-react';
import type { Sizes, Storage } from '../../api/storage';
import { useStorage } from '../../api/useStorage';
import { duration } from '../../format/durations';
import { Message } from '../../ui/Message';
import { StaleMark } from '../../ui/StaleMark';
import { Trouble } from '../../ui/Trouble';
import { usePageTitle } from '../../ui/usePageTitle';
import { Waiting } from '../../ui/Waiting';
import { Charts } from './Charts';
import { Metrics } from './Metrics';
import { Log, Rules } from './Retention';
import classes from './Storage.module.css';
import { Summaries } from './Summaries';
import { Tiles } from './Tiles';

/** Milliseconds from one answer to the next question; the sizes are measured once a minute. */
const REFRESH_EVERY = 30_000;

export default function StoragePage() {
  usePageTitle('Storage');
  const { data, error, dataUpdatedAt, refetch } = useStorage(REFRESH_EVERY);
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
      <div className={classes.page}>
        <header className={classes.head}>
          <h1 className={classes.title}>Storage</h1>
          <p className={classes.caption}>{caption(data)}</p>
        </header>
        {data.sizes === null ? <Measuring /> : <Stored storage={data} sizes={data.sizes} />}
      </div>
    </>
  );
}

function caption({ postgres, embedded, sizes, now }: Storage): string {
  const database = `PostgreSQL ${postgres}, ${embedded ? 'built in' : 'an existing server'}`;
  return sizes === null
    ? database
    : `${database}; measured ${duration(Math.max(0, now - sizes.measuredAt))} ago`;
}

function Stored({ storage, sizes }: { storage: Storage; sizes: Sizes }) {
  const { retention, now } = storage;
  const empty = sizes.raw.points + sizes.sealed.points === 0;
  return (
    <>
      <Tiles storage={storage} sizes={sizes} />
      {empty ? <Empty /> : <Charts sizes={sizes} />}
      <div className={classes.cards}>
        <Summaries storage={storage} />
        <Rules retention={retention} />
      </div>
      {!empty && <Metrics sizes={sizes} />}
      <Log log={retention.log} now={now} />
    </>
  );
}

function Measuring() {
  return (
    <div className={classes.none}>
      <Message icon={Hourglass} title="What is stored is being measured">
        The first time after a start of the server this takes a while, with much data some minutes. The page
        goes on by itself.
      </Message>
    </div>
  );
}

function Empty() {
  return (
    <div className={classes.none}>
      <Message icon={Database} title="Nothing is stored yet">
        As soon as machines send points, this page shows what they take. The page Ingest shows whether
        anything comes in.
      </Message>
    </div>
  );
}
