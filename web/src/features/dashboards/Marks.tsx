import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { Info, StickyNote } from 'lucide-react';
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

export function Lines({ lines }: { lines: string[] }) {
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
