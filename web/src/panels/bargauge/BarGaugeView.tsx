import '../shared/lcd.css';
import './bargauge.css';
import { useMemo } from 'react';
import { type FieldDisplay, longestTexts, textOf, valueColors } from '../../grafana/display';
import { canvasColors, type ThemeName } from '../../grafana/theme';
import { OptionReader } from '../options';
import { type BarMode, barBackground, lcdCells } from '../shared/bars';
import { limitsOf, shareOf } from '../shared/limits';
import { Repeat } from '../shared/Repeat';
import { type Orientation, panelValues, repeat } from '../shared/singleValue';
import { ValueLink } from '../shared/ValueLink';
import { ValueText } from '../shared/ValueText';
import type { ViewProps } from '../view';
import { type BarLayout, type BarOptions, barLayout } from './layout';

interface Options extends BarOptions {
  mode: BarMode;
  colored: boolean;
  unfilled: boolean;
}

const gap = 10;

function readOptions(reader: OptionReader): Options {
  const valueMode = reader.choice('valueMode', ['color', 'text', 'hidden']);
  return {
    mode: reader.choice('displayMode', ['gradient', 'lcd', 'basic']),
    colored: valueMode === 'color',
    valueShown: valueMode !== 'hidden',
    namePlacement: reader.choice('namePlacement', ['auto', 'top', 'left', 'hidden']),
    unfilled: reader.flag('showUnfilled', true),
    titleSize: reader.under('text').number('titleSize'),
    valueSize: reader.under('text').number('valueSize'),
  };
}

export default function BarGaugeView(props: ViewProps) {
  const { panel, prepared, width, height, theme } = props;
  const reader = useMemo(() => new OptionReader(panel.options), [panel]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values follow from the prepared frames
  const values = useMemo(() => panelValues(props), [prepared, panel]);
  const options = readOptions(reader);
  const orientation = reader.choice('orientation', ['auto', 'horizontal', 'vertical']);
  const manual = reader.text('sizing') === 'manual';
  const minimum = {
    width: (manual ? reader.number('minVizWidth') : undefined) ?? 8,
    height: (manual ? reader.number('minVizHeight') : undefined) ?? 16,
  };
  const area = { width: width - 16, height: height - 8 };
  const grid = repeat(values.length, area, orientation, gap, minimum);
  const tallest = manual ? reader.number('maxVizHeight') : undefined;
  const cell = { ...grid, height: grid.rows > 1 ? Math.min(grid.height, tallest ?? 300) : grid.height };
  const layout = barLayout(cell, grid.orientation, longestTexts(values), options);
  return (
    <div className="andon-bargauge">
      <Repeat {...area} grid={cell} gap={gap} keys={values.map((_, i) => i)}>
        {(i) => {
          const value = values[i];
          return value && <Bar {...{ value, options, layout, theme }} orientation={grid.orientation} />;
        }}
      </Repeat>
    </div>
  );
}

interface BarProps {
  value: FieldDisplay;
  options: Options;
  layout: BarLayout;
  orientation: Orientation;
  theme: ThemeName;
}

function Bar({ value, options, layout, orientation, theme }: BarProps) {
  const { display } = value;
  const color = options.colored ? display.color : undefined;
  const label = `${display.title ? `${display.title}: ` : ''}${textOf(display)}`;
  return (
    <ValueLink value={value}>
      <div className="andon-bar" data-orientation={orientation} data-name={layout.nameAt}>
        {layout.nameAt !== 'none' && (
          <div
            className="andon-bar-name"
            style={{
              fontSize: layout.nameSize,
              width: layout.nameWidth || undefined,
              height: layout.nameHeight || undefined,
            }}
            title={display.title}
          >
            {display.title}
          </div>
        )}
        <div className="andon-bar-body">
          {options.mode === 'lcd' ? (
            <LcdBar {...{ value, options, layout, orientation, theme }} label={label} />
          ) : (
            <PlainBar {...{ value, options, layout, orientation, theme }} label={label} />
          )}
          {options.valueShown && (
            <div className="andon-bar-value" style={{ width: layout.valueWidth, height: layout.valueHeight }}>
              <ValueText value={display} size={layout.valueSize} color={color} />
            </div>
          )}
        </div>
      </div>
    </ValueLink>
  );
}

function PlainBar({ value, options, layout, orientation, theme, label }: BarProps & { label: string }) {
  const share = shareOf(value.display.numeric, limitsOf(value));
  const vertical = orientation === 'vertical';
  const filled = vertical ? layout.bar.height * share : layout.bar.width * share;
  const edge = options.mode === 'basic' ? `2px solid ${value.display.color}` : undefined;
  return (
    <div
      className="andon-bar-track"
      role="img"
      aria-label={label}
      style={{ ...layout.bar, background: options.unfilled ? canvasColors(theme).track : undefined }}
    >
      <div
        className="andon-bar-fill"
        style={{
          width: vertical ? '100%' : filled,
          height: vertical ? filled : '100%',
          background: barBackground(value, share, options.mode, vertical, theme),
          borderRight: vertical ? undefined : edge,
          borderTop: vertical ? edge : undefined,
        }}
      />
    </div>
  );
}

const cellPitch = 12;

function LcdBar({ value, options, layout, orientation, theme, label }: BarProps & { label: string }) {
  const length = orientation === 'vertical' ? layout.bar.height : layout.bar.width;
  const cells = lcdCells(value, Math.max(1, Math.floor(length / cellPitch)), valueColors(value.field, theme));
  return (
    <div className="andon-bar-lcd" role="img" aria-label={label} style={layout.bar}>
      {cells.map(({ color, lit }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
        <span key={i} style={{ background: color, opacity: lit ? 1 : options.unfilled ? 0.18 : 0 }} />
      ))}
    </div>
  );
}
