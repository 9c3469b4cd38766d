import { useMemo } from 'react';
import { legendOptions } from '../shared/legend';
import { PanelMessage } from '../shared/PanelMessage';
import { VizLayout } from '../shared/VizLayout';
import type { ViewProps } from '../view';
import { legendStates, type Row } from './rows';
import { Timeline } from './Timeline';

interface Props extends ViewProps {
  rows: Row[];
  /** Whether the rows tell numbers apart by threshold. */
  merge: boolean;
}

/** States over time with the legend that explains their colours. */
export function StatesPanel(props: Props) {
  const { panel, prepared, rows, merge, theme, width, height } = props;
  const legend = useMemo(() => ({ ...legendOptions(panel.options), mode: 'list' as const }), [panel]);
  const states = useMemo(
    () => legendStates(prepared.frames, rows, merge, theme),
    [prepared, rows, merge, theme],
  );
  if (rows.length === 0) {
    return (
      <PanelMessage
        title="No states to draw"
        detail="This panel needs a column of times and one of states."
      />
    );
  }
  const items = states.map(({ text, color }) => ({
    id: `${color} ${text}`,
    name: text,
    color,
    off: false,
    calcs: [],
  }));
  return (
    <VizLayout width={width} height={height} legend={legend} items={items}>
      {(size) => <Timeline {...props} width={size.width} height={size.height} />}
    </VizLayout>
  );
}
