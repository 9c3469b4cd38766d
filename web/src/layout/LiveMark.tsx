import { Tooltip } from '@mantine/core';
import type { LiveState } from '../api/live';
import { useLiveState } from '../api/useLive';
import classes from './LiveMark.module.css';

const WORDS: Record<Exclude<LiveState, 'off'>, { label: string; meaning: string }> = {
  connecting: { label: 'Connecting', meaning: 'The line for live data is being opened.' },
  live: { label: 'Live', meaning: 'New samples appear on this page as they arrive.' },
  reconnecting: {
    label: 'Reconnecting',
    meaning: 'The line for live data broke. The page shows older values until it is back; nothing is lost.',
  },
};

/** Shows nothing where nothing live is on the page; `quiet`: nothing either while all is well. */
export function LiveMark({ quiet = false }: { quiet?: boolean }) {
  const state = useLiveState();
  if (state === 'off' || (quiet && state !== 'reconnecting')) return null;
  const { label, meaning } = WORDS[state];
  return (
    <Tooltip label={meaning} multiline w={260} withArrow>
      <span className={classes.mark} data-state={state} role="status" data-testid="live-state">
        <span className={classes.dot} aria-hidden />
        <span className={classes.label}>{label}</span>
      </span>
    </Tooltip>
  );
}
