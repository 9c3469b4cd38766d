import { ActionIcon, Button } from '@mantine/core';
import { ArrowLeft, Maximize } from 'lucide-react';
import { useMemo } from 'react';
import { quickRanges } from '../../grafana/time';
import type { TimeRange } from '../../panels/panel';
import classes from './Dashboard.module.css';
import { DashboardLinks } from './DashboardLinks';
import { dashboardNotes } from './dashboardNotes';
import { About, Notes } from './Marks';
import { RefreshPicker } from './RefreshPicker';
import { useScope } from './scope';
import { TimePicker } from './TimePicker';
import { linkContextOf, textsOf } from './texts';

interface Props {
  range: TimeRange;
  interval: string;
  busy: boolean;
  /** One panel fills the page. */
  viewing: boolean;
  onRefresh: () => void;
  onParameter: (name: 'timezone' | 'refresh' | 'kiosk', value: string | null) => void;
}

const INTERVALS = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h', '1d'];

export function Toolbar({ range, interval, busy, viewing, onRefresh, onParameter }: Props) {
  const { dashboard, time, setRange, viewPanel } = useScope();
  const { timepicker } = dashboard;
  return (
    <div className={classes.toolbar}>
      {viewing && (
        <Button
          variant="default"
          size="xs"
          leftSection={<ArrowLeft size={15} aria-hidden />}
          onClick={() => viewPanel(null)}
        >
          Whole dashboard
        </Button>
      )}
      <div className={classes.heading}>
        <h1 className={classes.title}>{dashboard.title}</h1>
        {dashboard.description ? <About text={dashboard.description} /> : null}
        <DashboardNotes />
      </div>
      <DashboardLinks />
      <div className={classes.spacer} />
      {timepicker?.hidden !== true && (
        <>
          <TimePicker
            raw={time.raw}
            range={range}
            zoneChoice={time.zoneChoice}
            timeZone={time.timeZone}
            fiscalYearStartMonth={time.fiscalYearStartMonth}
            quickRanges={timepicker?.quick_ranges ?? quickRanges}
            onRange={setRange}
            onZone={(zone) => onParameter('timezone', zone)}
          />
          <RefreshPicker
            interval={interval}
            intervals={timepicker?.refresh_intervals ?? INTERVALS}
            busy={busy}
            onRefresh={onRefresh}
            onInterval={(next) => onParameter('refresh', next)}
          />
        </>
      )}
      <ActionIcon
        className={classes.kiosk}
        variant="default"
        size={30}
        aria-label="Kiosk: only the panels; Escape leaves it"
        title="Kiosk: only the panels; Escape leaves it"
        onClick={() => onParameter('kiosk', '1')}
      >
        <Maximize size={15} strokeWidth={1.75} />
      </ActionIcon>
    </div>
  );
}

function DashboardNotes() {
  const scope = useScope();
  const notes = useMemo(() => {
    const { dashboard, variables, time } = scope;
    return [
      ...dashboardNotes(dashboard, variables, time, linkContextOf(scope, textsOf(scope))),
      ...scope.annotations.marked.flatMap((marked) => marked.notes),
    ];
  }, [scope]);
  return <Notes notes={notes} />;
}
