import { Skeleton } from '@mantine/core';
import { CircleSlash, SearchX, Variable } from 'lucide-react';
import { useMemo } from 'react';
import { formatTime } from '../../grafana/time';
import { PanelContent } from '../../panels/PanelContent';
import type { FrameJson, PanelModel, ReplaceVariables } from '../../panels/panel';
import { Message } from '../../ui/Message';
import { useLater } from '../../ui/useLater';
import { annotationsOn } from './annotations';
import classes from './Panel.module.css';
import { PanelTrouble } from './PanelTrouble';
import { asksSomething, shownRange } from './panelQuestion';
import { type PanelState, rowCount } from './panelState';
import { useScope } from './scope';

interface Props {
  panel: PanelModel;
  state: PanelState;
  frames: FrameJson[];
  width: number;
  height: number;
  replaceVariables: ReplaceVariables;
  onNotes: (notes: string[]) => void;
}

/** What a panel shows: its content, or why there is none. It is never just empty. */
export function PanelBody({ panel, state, frames, width, height, replaceVariables, onNotes }: Props) {
  const { time, now, theme, crosshair, annotations, blocked, setRange } = useScope();
  const range = useMemo(() => shownRange(panel, time, now), [panel, time, now]);
  const onZoom = useMemo(
    () => (zoomed: { from: number; to: number }) =>
      setRange({ from: String(Math.round(zoomed.from)), to: String(Math.round(zoomed.to)) }),
    [setRange],
  );
  const marked = useMemo(() => annotationsOn(panel, annotations.marked), [panel, annotations.marked]);
  const [trouble] = state.troubles;
  if (width === 0) return <Awaited />;
  if (asksSomething(panel)) {
    if (state.answer === null && trouble !== undefined)
      return <PanelTrouble panel={panel} trouble={trouble} />;
    if (state.answer === null && blocked) return <Blocked />;
    if (state.answer === null) return <Awaited />;
    if (Object.keys(state.answer.results).length === 0) return <NothingAsked />;
    if (rowCount(frames) === 0 && !saysNothing(panel)) {
      return <NoRows range={range} timeZone={time.timeZone} />;
    }
  }
  return (
    <PanelContent
      panel={panel}
      frames={frames}
      range={range}
      timeZone={time.timeZone}
      theme={theme}
      width={width}
      height={height}
      replaceVariables={replaceVariables}
      crosshair={crosshair}
      annotations={marked}
      onZoom={onZoom}
      onNotes={onNotes}
    />
  );
}

/** The file has words of its own for "no value". */
function saysNothing(panel: PanelModel): boolean {
  return typeof panel.fieldConfig?.defaults?.noValue === 'string';
}

function Awaited() {
  const late = useLater(300);
  return (
    <div className={classes.waiting} role="status" aria-label="Loading">
      {late && <Skeleton height="100%" />}
    </div>
  );
}

function Blocked() {
  return (
    <Message icon={Variable} title="Not asked">
      The variables of the dashboard could not be read.
    </Message>
  );
}

function NothingAsked() {
  return (
    <Message icon={CircleSlash} title="This panel asks nothing">
      No target of it holds SQL.
    </Message>
  );
}

function NoRows({ range, timeZone }: { range: { from: number; to: number }; timeZone: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, which must work with the keyboard too
    <div className={classes.scroll} tabIndex={0}>
      <Message icon={SearchX} title="No rows">
        The query ran and found nothing from {formatTime(range.from, timeZone)} to{' '}
        {formatTime(range.to, timeZone)}.
      </Message>
    </div>
  );
}
