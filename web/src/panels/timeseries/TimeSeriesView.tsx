import { useMemo } from 'react';
import { chartData } from '../../chart/data';
import { TimeChart } from '../../chart/TimeChart';
import { timeFieldOf } from '../../grafana/frames';
import { legendOptions, tooltipOptions } from '../shared/legend';
import { PanelMessage } from '../shared/PanelMessage';
import { useHidden, VizLayout } from '../shared/VizLayout';
import type { ViewProps } from '../view';
import { buildSpec, columnsOf, seriesFields } from './build';
import { lastValues, legendItems } from './legendItems';

export default function TimeSeriesView(props: ViewProps) {
  const { panel, prepared, range, timeZone, theme, width, height, crosshair, annotations, onZoom } = props;
  const { hidden, selectAmong } = useHidden();
  const legend = useMemo(() => legendOptions(panel.options), [panel]);
  const tooltip = useMemo(() => tooltipOptions(panel.options), [panel]);
  const fields = useMemo(() => seriesFields(prepared.frames), [prepared]);
  const spec = useMemo(() => buildSpec(fields, hidden, theme, timeZone), [fields, hidden, theme, timeZone]);
  const span = range.to - range.from;
  const data = useMemo(() => chartData(spec.series, columnsOf(fields, span)), [spec, fields, span]);
  const items = useMemo(
    () => (legend.shown ? legendItems(fields, spec, legend.calcs) : []),
    [fields, spec, legend],
  );

  if (data.times.length === 0) {
    return <NothingToDraw {...props} />;
  }
  const ids = fields.map((field) => field.id);
  return (
    <VizLayout width={width} height={height} legend={legend} items={items} onSelect={selectAmong(ids)}>
      {(size) => (
        <TimeChart
          {...size}
          spec={spec}
          data={data}
          range={range}
          tooltip={tooltip}
          label={lastValues(panel.title, fields, spec)}
          crosshair={crosshair}
          annotations={annotations}
          onZoom={onZoom}
        />
      )}
    </VizLayout>
  );
}

function NothingToDraw({ prepared }: ViewProps) {
  const { frames } = prepared;
  if (frames.every((frame) => frame.length === 0)) {
    return <PanelMessage title="No data" />;
  }
  return frames.some(timeFieldOf) ? (
    <PanelMessage
      title="No numbers to draw"
      detail="A time series needs a column of numbers beside the time."
    />
  ) : (
    <PanelMessage
      title="No time to draw along"
      detail="A time series needs a column of times; name it “time”."
    />
  );
}
