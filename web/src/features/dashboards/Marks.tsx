import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core';
import { ChartLine, Info, StickyNote } from 'lucide-react';
import { useState } from 'react';
import { count, shortCount } from '../../format/numbers';
import type { Reduced } from '../../panels/panel';
import classes from './Marks.module.css';

/** What the file says about the dashboard or the panel that it stands beside. */
export function About({ text }: { text: string }) {
  return (
    <Tooltip label={text} multiline maw={360} withArrow events={{ hover: true, focus: true, touch: true }}>
      <ActionIcon variant="transparent" size={20} className={classes.about} aria-label={text}>
        <Info size={14} />
      </ActionIcon>
    </Tooltip>
  );
}

/** What the page does otherwise than the file asks, or has to say of an answer. Nothing is drawn without any. */
export function Notes({ notes }: { notes: string[] }) {
  if (notes.length === 0) return null;
  return (
    <Popover width={320} position="bottom-end" shadow="md">
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          className={classes.notes}
          aria-label={notes.length === 1 ? 'One note' : `${notes.length} notes`}
        >
          <StickyNote size={14} strokeWidth={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Lines lines={notes} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** The lines stand for more rows than came. Nothing is drawn where all of them did. */
export function DrawnFrom({ reduced, onInspect }: { reduced: Reduced[]; onInspect: () => void }) {
  const [opened, setOpened] = useState(false);
  if (reduced.length === 0) return null;
  const inspect = () => {
    setOpened(false);
    onInspect();
  };
  const rows = reduced.reduce((sum, each) => sum + each.rows, 0);
  const kept = reduced.reduce((sum, each) => sum + each.kept, 0);
  return (
    <Popover width={320} position="bottom-end" shadow="md" opened={opened} onChange={setOpened}>
      <Popover.Target>
        <button
          type="button"
          className={classes.drawn}
          aria-label={`Drawn from ${count(rows)} rows`}
          onClick={() => setOpened(!opened)}
        >
          <ChartLine size={13} strokeWidth={1.75} aria-hidden />
          {shortCount(rows)}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Lines
          lines={[
            `The lines are drawn from ${count(rows)} rows. ${count(kept)} of them are here: the first, the lowest, the highest and the last of each pixel, which look the same.`,
            'A shorter range brings the others, too.',
          ]}
        />
        <Button variant="default" size="compact-xs" mt={8} onClick={inspect}>
          See all rows
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

export function Lines({ lines }: { lines: string[] }) {
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
