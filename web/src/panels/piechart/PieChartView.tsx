import './piechart.css';
import { useMemo, useState } from 'react';
import type { LegendItem } from '../../chart/Legend';
import { Tooltip } from '../../chart/Tooltip';
import { type ThemeName, textOn } from '../../grafana/theme';
import { OptionReader } from '../options';
import { legendOptions } from '../shared/legend';
import { PanelMessage } from '../shared/PanelMessage';
import { panelValues } from '../shared/singleValue';
import { useHidden, VizLayout } from '../shared/VizLayout';
import type { ViewProps } from '../view';
import { point, type Slice, slicePath, slicesOf } from './slices';

const everything: ReadonlySet<string> = new Set();

export default function PieChartView(props: ViewProps) {
  const { panel, prepared, width, height, theme } = props;
  const { hidden, selectAmong } = useHidden();
  const reader = useMemo(() => new OptionReader(panel.options), [panel]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values follow from the prepared frames
  const values = useMemo(() => panelValues(props), [prepared, panel]);
  const order = reader.choice('sort', ['desc', 'asc', 'none']);
  const all = useMemo(() => slicesOf(values, order, everything), [values, order]);
  const slices = useMemo(() => slicesOf(values, order, hidden), [values, order, hidden]);
  if (all.length === 0) {
    return <PanelMessage title="Nothing to share out" detail="A pie needs at least one number above zero." />;
  }
  const legend = legendOptions(panel.options);
  const ids = all.map((slice) => slice.id);
  const items = legendItems(all, slices, reader.under('legend').texts('values'));
  return (
    <VizLayout width={width} height={height} legend={legend} items={items} onSelect={selectAmong(ids)}>
      {(size) => (
        <Pie
          {...size}
          slices={slices}
          donut={reader.text('pieType') === 'donut'}
          labels={reader.texts('displayLabels')}
          title={panel.title}
          theme={theme}
        />
      )}
    </VizLayout>
  );
}

function legendItems(all: Slice[], shown: Slice[], wanted: string[]): LegendItem[] {
  return all.map(({ id, name, color, text, value }) => {
    const slice = shown.find((other) => other.id === id);
    const calcs = [
      { title: 'Value', text, value },
      { title: 'Percent', text: slice?.percent ?? '', value: slice?.share ?? Number.NaN },
    ];
    return {
      id,
      name,
      color,
      off: !slice,
      calcs: calcs.filter(({ title }) => wanted.includes(title.toLowerCase())),
    };
  });
}

interface PieProps {
  slices: Slice[];
  width: number;
  height: number;
  donut: boolean;
  labels: string[];
  title?: string;
  theme: ThemeName;
}

function Pie({ slices, width, height, donut, labels, title, theme }: PieProps) {
  const [hover, setHover] = useState<{ slice: Slice; x: number; y: number } | null>(null);
  const outer = Math.max(10, Math.min(width, height) / 2 - 8);
  const inner = donut ? outer * 0.66 : 0;
  const label = `${title || 'Pie'}. ${slices.map(({ name, text, percent }) => `${name} ${text} (${percent})`).join(', ')}.`;
  return (
    <>
      <svg
        className="andon-pie"
        width={width}
        height={height}
        viewBox={`${-width / 2} ${-height / 2} ${width} ${height}`}
        role="img"
        aria-label={label}
      >
        {slices.map((slice) => (
          <path
            key={slice.id}
            d={slicePath(slice, outer, inner)}
            fill={slice.color}
            onPointerMove={(event) => setHover({ slice, x: event.clientX, y: event.clientY })}
            onPointerLeave={() => setHover(null)}
          />
        ))}
        {slices.map((slice) => (
          <SliceLabel
            key={slice.id}
            slice={slice}
            labels={labels}
            radius={(outer + inner) / 2}
            theme={theme}
          />
        ))}
      </svg>
      {hover && (
        <Tooltip
          x={hover.x}
          y={hover.y}
          title={hover.slice.name}
          rows={[
            { key: 'value', color: hover.slice.color, name: hover.slice.percent, text: hover.slice.text },
          ]}
        />
      )}
    </>
  );
}

function SliceLabel({
  slice,
  labels,
  radius,
  theme,
}: {
  slice: Slice;
  labels: string[];
  radius: number;
  theme: ThemeName;
}) {
  const parts = [
    labels.includes('name') && slice.name,
    labels.includes('value') && slice.text,
    labels.includes('percent') && slice.percent,
  ].filter((part) => typeof part === 'string');
  if (parts.length === 0 || slice.share < 0.04) {
    return null;
  }
  const [x, y] = point(slice.from + slice.share / 2, radius).split(' ');
  return (
    <text x={x} y={y} fill={textOn(slice.color, theme)}>
      {parts.join(' ')}
    </text>
  );
}
