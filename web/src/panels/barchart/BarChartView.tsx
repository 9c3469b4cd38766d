import { useMemo } from 'react';
import { reducedDisplay, reducerName, textOf } from '../../grafana/display';
import { OptionReader } from '../options';
import { legendOptions } from '../shared/legend';
import { PanelMessage } from '../shared/PanelMessage';
import { useHidden, VizLayout } from '../shared/VizLayout';
import type { ViewProps } from '../view';
import { BarChart } from './BarChart';
import { barData } from './bars';

export default function BarChartView(props: ViewProps) {
  const { panel, prepared, theme, timeZone, width, height } = props;
  const { hidden, selectAmong } = useHidden();
  const xField = new OptionReader(panel.options).text('xField');
  const data = useMemo(
    () => barData(prepared.frames, xField, hidden, theme),
    [prepared, xField, hidden, theme],
  );
  if (data.series.length === 0) {
    return (
      <PanelMessage
        title="No bars to draw"
        detail="A bar chart needs a column of numbers, and one of names."
      />
    );
  }
  const legend = legendOptions(panel.options);
  const ids = data.series.map((series) => series.id);
  const items = data.series
    .filter((series) => series.inLegend)
    .map(({ id, name, color, shown, field }) => ({
      id,
      name,
      color,
      off: !shown,
      calcs: legend.calcs.map((calc) => {
        const value = reducedDisplay(field, calc, theme, timeZone);
        return { title: reducerName(calc), text: textOf(value), value: value.numeric };
      }),
    }));
  return (
    <VizLayout width={width} height={height} legend={legend} items={items} onSelect={selectAmong(ids)}>
      {(size) => <BarChart {...size} data={data} panel={panel} theme={theme} />}
    </VizLayout>
  );
}
