import '@mantine/dates/styles.layer.css';
import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { CalendarDays } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { describeRange, formatTime, type RawRange, zoneNames } from '../../grafana/time';
import { asTyped, checkRange } from './rangeText';
import { recentRanges, rememberRange } from './recentRanges';
import classes from './TimePicker.module.css';
import type { TimePickerProps } from './timePickerProps';

type Props = TimePickerProps & { onClose: () => void };

/** Loaded when the picker is first opened: the calendar is heavy and most people only ever look at "last 6 hours". */
export default function TimeRangeForm(props: Props) {
  const { raw, timeZone, zoneChoice, onRange, onZone, onClose } = props;
  const choose = (range: RawRange) => {
    onRange(range);
    onClose();
  };
  const typed = (range: RawRange) => {
    rememberRange(range);
    choose(range);
  };
  return (
    <>
      <div className={classes.columns}>
        <div className={classes.absolute}>
          <h2 className={classes.title}>Time range</h2>
          <Ends {...props} onChoose={typed} />
          <Recent current={raw} timeZone={timeZone} onChoose={choose} />
        </div>
        <nav className={classes.quick} aria-label="Quick ranges">
          {props.quickRanges.map(({ display, from, to }) => (
            <button
              key={`${from} ${to}`}
              type="button"
              className={classes.item}
              aria-pressed={from === raw.from && to === raw.to}
              onClick={() => choose({ from, to })}
            >
              {display}
            </button>
          ))}
        </nav>
      </div>
      <div className={classes.foot}>
        <Select
          size="xs"
          label="Time zone"
          searchable
          allowDeselect={false}
          limit={100}
          comboboxProps={{ withinPortal: false }}
          data={[
            { value: 'browser', label: 'This browser' },
            { value: 'utc', label: 'UTC' },
            ...zoneNames().filter((name) => name !== 'UTC'),
          ]}
          value={zoneChoice === '' ? 'browser' : zoneChoice.toLowerCase() === 'utc' ? 'utc' : zoneChoice}
          onChange={(zone) => zone !== null && onZone(zone)}
        />
      </div>
    </>
  );
}

function Ends({
  raw,
  range,
  timeZone,
  fiscalYearStartMonth,
  onChoose,
}: Props & { onChoose: (range: RawRange) => void }) {
  const options = { timeZone, now: Date.now(), fiscalYearStartMonth };
  const [from, setFrom] = useState(() => asTyped(raw.from, { ...options, roundUp: false }));
  const [to, setTo] = useState(() => asTyped(raw.to, { ...options, roundUp: true }));
  const [calendar, setCalendar] = useState(false);
  const check = checkRange(from, to, options);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (check.range !== null) onChoose(check.range);
  };
  const toggle = (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label="Calendar"
      aria-expanded={calendar}
      onClick={() => setCalendar(!calendar)}
    >
      <CalendarDays size={16} />
    </ActionIcon>
  );
  return (
    <form onSubmit={submit}>
      <TextInput
        size="xs"
        label="From"
        value={from}
        error={check.from}
        rightSection={toggle}
        onChange={(event) => setFrom(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        size="xs"
        mt={8}
        label="To"
        value={to}
        error={check.to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      {calendar && (
        <Days
          first={formatTime(range.from, timeZone, 'YYYY-MM-DD')}
          last={formatTime(range.to, timeZone, 'YYYY-MM-DD')}
          onPick={(first, last) => {
            setFrom(`${first} 00:00:00`);
            setTo(`${last} 23:59:59`);
          }}
        />
      )}
      <Button type="submit" size="xs" mt={10} fullWidth disabled={check.range === null}>
        Apply
      </Button>
    </form>
  );
}

interface DaysProps {
  first: string;
  last: string;
  onPick: (first: string, last: string) => void;
}

function Days({ first, last, onPick }: DaysProps) {
  const [days, setDays] = useState<[string | null, string | null]>([first, last]);
  return (
    <DatePicker
      mt={10}
      size="xs"
      type="range"
      allowSingleDateInRange
      weekendDays={[]}
      defaultDate={last}
      value={days}
      onChange={(next) => {
        setDays(next);
        if (next[0] !== null && next[1] !== null) onPick(next[0], next[1]);
      }}
    />
  );
}

interface RecentProps {
  current: RawRange;
  timeZone: string;
  onChoose: (range: RawRange) => void;
}

function Recent({ current, timeZone, onChoose }: RecentProps) {
  const [ranges] = useState(recentRanges);
  if (ranges.length === 0) return null;
  return (
    <div className={classes.recent}>
      <h2 className={classes.title}>Used before</h2>
      {ranges.map((range) => (
        <button
          key={`${range.from} ${range.to}`}
          type="button"
          className={classes.item}
          aria-pressed={range.from === current.from && range.to === current.to}
          onClick={() => onChoose(range)}
        >
          {describeRange(range, timeZone)}
        </button>
      ))}
    </div>
  );
}
