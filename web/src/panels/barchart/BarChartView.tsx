import { useMemo } from 'react';
import { OptionReader } from '../options';
import { legendOptions } from '../shared/legend';
import { barLegendItems } from '../shared/legendItems';
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
  const items = barLegendItems(data.series, legend.calcs, theme, timeZone);
  return (
    <VizLayout width={width} height={height} legend={legend} items={items} onSelect={selectAmong(ids)}>
      {(size) => <BarChart {...size} data={data} panel={panel} theme={theme} />}
    </VizLayout>
  );
}
