import { useMemo } from 'react';
import { OptionReader } from '../options';
import { legendOptions } from '../shared/legend';
import { barLegendItems } from '../shared/legendItems';
import { PanelMessage } from '../shared/PanelMessage';
import { useHidden, VizLayout } from '../shared/VizLayout';
import type { ViewProps } from '../view';
import { histogramData } from './buckets';
import { Histogram } from './Histogram';

export default function HistogramView(props: ViewProps) {
  const { panel, prepared, theme, timeZone, width, height } = props;
  const { hidden, selectAmong } = useHidden();
  const data = useMemo(
    () => histogramData(prepared.frames, new OptionReader(panel.options), hidden, theme),
    [prepared, panel, hidden, theme],
  );
  if (!data) {
    return prepared.frames.every((frame) => frame.length === 0) ? (
      <PanelMessage title="No data" />
    ) : (
      <PanelMessage title="No numbers to count" detail="A histogram needs a column of numbers." />
    );
  }
  const legend = legendOptions(panel.options);
  const ids = data.series.map((series) => series.id);
  const items = barLegendItems(data.series, legend.calcs, theme, timeZone);
  return (
    <VizLayout width={width} height={height} legend={legend} items={items} onSelect={selectAmong(ids)}>
      {(size) => <Histogram {...size} data={data} panel={panel} theme={theme} />}
    </VizLayout>
  );
}
