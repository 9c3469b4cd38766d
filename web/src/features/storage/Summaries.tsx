import { TriangleAlert } from 'lucide-react';
import type { RollupLevel, Storage } from '../../api/storage';
import { duration } from '../../format/durations';
import { bytes, count } from '../../format/numbers';
import { exactTime } from '../../ui/Moment';
import { isBehind } from './figures';
import classes from './Storage.module.css';
import { levelName } from './words';

/** What is summed up from points, and how far. */
export function Summaries({ storage: { rollups, late, now } }: { storage: Storage }) {
  return (
    <section className={classes.card} aria-labelledby="summaries">
      <h2 id="summaries" className={classes.cardTitle}>
        Summaries
      </h2>
      <dl className={classes.list}>
        {rollups.map((level) => (
          <Summary key={level.level} level={level} now={now} />
        ))}
      </dl>
      <p className={classes.small}>
        {late.series === 0
          ? 'No late point waits to be summed up. '
          : `Late points of ${count(late.series)} series are being summed up again. `}
        What is not in them yet is taken from the points themselves, so answers are never old.
      </p>
    </section>
  );
}

function Summary({ level, now }: { level: RollupLevel; now: number }) {
  const behind = isBehind(level, now);
  return (
    <div className={classes.item} data-bad={behind}>
      <dt>{levelName(level.level)}</dt>
      <dd>
        {bytes(level.bytes)} <span className={classes.muted}>about {count(level.rows)} rows</span>
      </dd>
      <dd className={classes.itemMeaning}>
        {behind && <TriangleAlert size={13} aria-hidden />}
        {level.completeUntil === null
          ? 'Begins with the first points'
          : `Complete until ${exactTime(level.completeUntil)}, ${duration(now - level.completeUntil)} ago`}
        {behind && '. That is longer than usual; the log of the server says why'}
      </dd>
    </div>
  );
}
