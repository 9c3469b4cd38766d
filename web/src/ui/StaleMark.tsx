import { CloudOff } from 'lucide-react';
import { ApiError } from '../api/http';
import { duration } from '../format/durations';
import { exactTime } from './Moment';
import classes from './StaleMark.module.css';
import { staleness } from './staleness';
import { useClock } from './useClock';

interface Props {
  updatedAt: number;
  /** The time of the server that the numbers on the page belong to. */
  shownTime: number;
  failure: Error | null;
  /** Milliseconds from one answer to the next question. */
  refreshEvery: number;
}

/** Stays on top of the page while its numbers are old, so that nobody takes them for new ones. */
export function StaleMark({ updatedAt, shownTime, failure, refreshEvery }: Props) {
  const age = staleness(updatedAt, failure !== null, useClock(1000), refreshEvery);
  if (age === null) return null;
  const title = failure instanceof ApiError ? failure.title : 'The server does not answer';
  return (
    <div className={classes.stale}>
      <CloudOff size={18} strokeWidth={1.75} aria-hidden />
      <span role="alert">{title}. This page shows what was known before.</span>
      <span className={classes.age}>
        As of {exactTime(shownTime)}, {duration(Math.floor(age / 1000) * 1000)} old
      </span>
    </div>
  );
}
