import { ActionIcon, Button, Popover } from '@mantine/core';
import { ChevronLeft, ChevronRight, Clock, ZoomOut } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { describeRange, shiftRange, zoneAbbreviation, zoomOut } from '../../grafana/time';
import type { TimeRange } from '../../panels/panel';
import { Waiting } from '../../ui/Waiting';
import classes from './TimePicker.module.css';
import type { TimePickerProps } from './timePickerProps';

const TimeRangeForm = lazy(() => import('./TimeRangeForm'));

export function TimePicker(props: TimePickerProps) {
  const { raw, range, timeZone, onRange } = props;
  const [opened, setOpened] = useState(false);
  const described = describeRange(raw, timeZone);
  const zone = zoneAbbreviation(range.to, timeZone);
  const fixed = (next: TimeRange) => onRange({ from: String(next.from), to: String(next.to) });
  return (
    <div className={classes.picker}>
      <ActionIcon
        variant="default"
        size={30}
        aria-label="Earlier"
        onClick={() => fixed(shiftRange(range, -1))}
      >
        <ChevronLeft size={16} />
      </ActionIcon>
      <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus shadow="md">
        <Popover.Target>
          <Button
            variant="default"
            size="xs"
            className={classes.button}
            leftSection={<Clock size={15} strokeWidth={1.75} aria-hidden />}
            aria-label={`Time range: ${described} ${zone}`}
            onClick={() => setOpened(!opened)}
          >
            {described} <span className={classes.zone}>{zone}</span>
          </Button>
        </Popover.Target>
        <Popover.Dropdown p={0} className={classes.dropdown}>
          <Suspense fallback={<Waiting />}>
            <TimeRangeForm {...props} onClose={() => setOpened(false)} />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      <ActionIcon variant="default" size={30} aria-label="Later" onClick={() => fixed(shiftRange(range, 1))}>
        <ChevronRight size={16} />
      </ActionIcon>
      <ActionIcon
        className={classes.zoom}
        variant="default"
        size={30}
        aria-label="Zoom out"
        onClick={() => fixed(zoomOut(range))}
      >
        <ZoomOut size={16} strokeWidth={1.75} />
      </ActionIcon>
    </div>
  );
}
