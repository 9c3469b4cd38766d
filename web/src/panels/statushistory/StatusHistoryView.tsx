import { useMemo } from 'react';
import { timeFieldOf } from '../../grafana/frames';
import { OptionReader } from '../options';
import { rowsOf } from '../statetimeline/rows';
import { StatesPanel } from '../statetimeline/StatesPanel';
import { cellsOf, stepOf } from '../statetimeline/segments';
import type { ViewProps } from '../view';

/** Every point is a cell of its own: what was seen when, and what was not. */
export default function StatusHistoryView(props: ViewProps) {
  const { panel, prepared, range, theme } = props;
  const step = useMemo(() => {
    const steps = prepared.frames
      .map((frame) => stepOf(timeFieldOf(frame)?.values ?? []))
      .filter((one) => one > 0);
    return steps.length > 0 ? Math.min(...steps) : (range.to - range.from) / 20;
  }, [prepared, range]);
  const share = Math.min(1, Math.max(0.05, new OptionReader(panel.options).number('colWidth') ?? 0.9));
  const rows = useMemo(
    () =>
      rowsOf(prepared.frames, {
        merge: false,
        theme,
        lineWidth: 1,
        segments: (points) => cellsOf(points, step * share),
      }),
    [prepared, theme, step, share],
  );
  // The first and the last cell are as wide as the others.
  const wider = useMemo(() => ({ from: range.from - step / 2, to: range.to + step / 2 }), [range, step]);
  return <StatesPanel {...props} range={wider} rows={rows} merge={false} />;
}
