import type { Backlog as Waiting } from '../../api/ingest';
import { duration } from '../../format/durations';
import { bytes, count } from '../../format/numbers';
import classes from './Flow.module.css';
import page from './Ingest.module.css';

/** From here on it will not be long until requests are refused. */
const NEARLY_FULL = 0.8;

/** What is received and not yet stored. */
export function Backlog({ waiting }: { waiting: Waiting }) {
  const { points, maxPoints, expectedSeconds } = waiting;
  return (
    <section className={classes.card} aria-labelledby="waiting">
      <h2 id="waiting" className={classes.cardTitle}>
        Waiting to be stored
      </h2>
      <Level title="Points" value={points} limit={maxPoints} text={count} />
      <Level title="Memory" value={waiting.bytes} limit={waiting.maxBytes} text={bytes} />
      <p className={page.small}>
        {points === 0
          ? 'Nothing waits.'
          : `At this pace it is stored in ${expectedSeconds < 1 ? 'less than a second' : `about ${duration(expectedSeconds * 1000)}`}.`}
      </p>
    </section>
  );
}

interface LevelProps {
  title: string;
  value: number;
  limit: number;
  text: (value: number) => string;
}

function Level({ title, value, limit, text }: LevelProps) {
  const share = limit > 0 ? Math.min(1, value / limit) : 0;
  return (
    <div className={classes.level} data-full={share >= NEARLY_FULL}>
      <span id={`level-${title}`}>{title}</span>
      <span className={classes.levelText}>
        {text(value)} <span className={page.muted}>of {text(limit)}</span>
      </span>
      <meter className={classes.meter} aria-labelledby={`level-${title}`} value={value} max={limit}>
        {text(value)} of {text(limit)}
      </meter>
    </div>
  );
}
