import { ActionIcon, Button, Menu } from '@mantine/core';
import { ChevronDown, RefreshCw } from 'lucide-react';
import classes from './RefreshPicker.module.css';

interface Props {
  /** `''`: not by itself. */
  interval: string;
  intervals: string[];
  busy: boolean;
  onRefresh: () => void;
  onInterval: (interval: string) => void;
}

export function RefreshPicker({ interval, intervals, busy, onRefresh, onInterval }: Props) {
  return (
    <div className={classes.picker}>
      <ActionIcon
        variant="default"
        size={30}
        aria-label="Refresh"
        className={classes.now}
        onClick={onRefresh}
      >
        <RefreshCw size={15} strokeWidth={1.75} className={busy ? classes.busy : undefined} />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            className={classes.every}
            rightSection={<ChevronDown size={14} aria-hidden />}
            aria-label={interval === '' ? 'Refresh by itself: off' : `Refresh by itself: every ${interval}`}
          >
            {interval === '' ? 'Off' : interval}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} className={classes.menu}>
          {['', ...intervals].map((each) => (
            <Menu.Item key={each} fw={each === interval ? 600 : undefined} onClick={() => onInterval(each)}>
              {each === '' ? 'Off' : each}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
