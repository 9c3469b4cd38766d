import { describe, expect, it } from 'vitest';
import { textOf, valueColors } from '../grafana/display';
import { frame, panelOf, recordedPanel, timeFrame, viewProps } from './frames.testing';
import { arc, gaugeGeometry } from './gauge/geometry';
import type { FrameJson } from './panel';
import { barBackground, lcdCells } from './shared/bars';
import { limitsOf, shareOf, thresholdsWithin } from './shared/limits';
import { panelValues, repeat } from './shared/singleValue';
import { sparkline, thin } from './shared/sparkline';
import { statLayout } from './stat/layout';
import { statOptions } from './stat/options';

const temperatures = timeFrame(
  ['M-01', [75, 81, 73.9]],
  ['M-02', [85, null, 74.1]],
  ['M-03', [null, 91, 79.6]],
);

function values(title: string, frames: FrameJson[]) {
  return panelValues(viewProps(recordedPanel('single', title), frames));
}

describe('recorded single values', () => {
  it('stat: last values with name, unit, decimals and threshold colour', () => {
    expect(
      values('Stat value area', [temperatures]).map(({ display }) => [
        display.title,
        textOf(display),
        display.color,
      ]),
    ).toEqual([
      ['M-01', '73.9 °C', '#FADE2A'],
      ['M-02', '74.1 °C', '#FADE2A'],
      ['M-03', '79.6 °C', '#FADE2A'],
    ]);
  });

  it('stat: mapped texts, each row a value named by the row', () => {
    const machines = frame(
      ['machine', ['Extruder 1', 'Press 2', 'Packer']],
      ['status', ['running', 'idle', 'error']],
    );
    expect(
      values('Mapped text', [machines]).map(({ display }) => [display.title, display.text, display.color]),
    ).toEqual([
      ['Extruder 1', 'Running', '#73BF69'],
      ['Press 2', 'Idle', '#5794F2'],
      ['Packer', 'FAULT', '#F2495C'],
    ]);
  });

  it('gauge: percentage thresholds of a share', () => {
    const [value] = values('Gauge per cent', [timeFrame(['oee', [0.734]])]);
    expect(value && textOf(value.display)).toBe('73.4%');
    expect(value?.display.color).toBe('#FF9830');
    const limits = value ? limitsOf(value) : { min: 0, max: 0 };
    expect(limits).toEqual({ min: 0, max: 1 });
    expect(value && thresholdsWithin(value, limits, 'dark').map((stop) => stop.value)).toEqual([0, 0.6, 0.8]);
  });

  it('bar gauge: the filling blends from threshold to threshold', () => {
    const [value] = values('Bar gauge gradient', [timeFrame(['M-01', [80]])]);
    expect(value && barBackground(value, 0.5, 'gradient', false, 'dark')).toBe(
      'linear-gradient(to right, #73BF69 0.00%, #FADE2A 66.67%, #FADE2A 100%)',
    );
  });

  it('bar gauge: cells have the colour of the value they stand for', () => {
    const [value] = values('Bar gauge lcd', [timeFrame(['M-01', [80]])]);
    const cells = value ? lcdCells(value, 6, valueColors(value.field, 'dark')) : [];
    expect(cells.map((cell) => cell.lit)).toEqual([true, true, true, false, false, false]);
    expect(cells.map((cell) => cell.color)).toEqual([
      '#73BF69',
      '#73BF69',
      '#FADE2A',
      '#FADE2A',
      '#F2495C',
      '#F2495C',
    ]);
  });
});

describe('single values', () => {
  it('never show nothing', () => {
    const [value] = panelValues(viewProps(panelOf('stat'), [timeFrame(['v', [null, null]])]));
    expect(value?.display.text).toBe('–');
    expect(panelValues(viewProps(panelOf('stat'), []))[0]?.display.text).toBe('No data');
  });

  it('have limits even when the data has none', () => {
    const infinite = timeFrame(['v', [null, null]]);
    infinite.data.entities = [null, { NaN: [0], Inf: [1] }];
    const [value] = panelValues(viewProps(panelOf('gauge'), [infinite]));
    const limits = value ? limitsOf(value) : { min: 0, max: 0 };
    expect(limits.min).toBeLessThan(limits.max);
    expect(shareOf(Number.POSITIVE_INFINITY, limits)).toBe(1);
    expect(shareOf(Number.NaN, limits)).toBe(0);
  });

  it('stand side by side in a wide panel, below each other in a tall one', () => {
    expect(repeat(3, { width: 320, height: 100 }, 'auto', 10)).toMatchObject({
      columns: 3,
      width: 100,
      height: 100,
    });
    expect(repeat(3, { width: 100, height: 320 }, 'auto', 10)).toMatchObject({
      rows: 3,
      width: 100,
      height: 100,
    });
    expect(repeat(2, { width: 100, height: 320 }, 'vertical', 0)).toMatchObject({ columns: 2, width: 50 });
  });
});

describe('statLayout', () => {
  const layout = (width: number, height: number, count: number, text: string, options = {}) =>
    statLayout({ width, height }, count, { title: 'M-01', text }, false, statOptions(options));

  it('names values only when there are several, unless told', () => {
    expect(layout(300, 200, 1, '58')).toMatchObject({ showName: false, centered: true });
    expect(layout(300, 200, 3, '58')).toMatchObject({ showName: true, centered: false });
    expect(layout(300, 200, 3, '58', { textMode: 'value' }).showName).toBe(false);
    expect(layout(300, 200, 1, '58', { textMode: 'name' })).toMatchObject({
      showName: true,
      showValue: false,
    });
  });

  it('makes long texts smaller, and keeps sizes that the file fixes', () => {
    expect(layout(100, 100, 1, '123456789').valueSize).toBeLessThan(layout(100, 100, 1, '12').valueSize);
    expect(layout(100, 100, 1, '12', { text: { valueSize: 20 } }).valueSize).toBe(20);
  });

  it('puts name and value beside each other in a flat cell', () => {
    expect(layout(400, 60, 2, '12').wide).toBe(true);
    expect(layout(400, 60, 2, '12', { wideLayout: false }).wide).toBe(false);
  });
});

describe('gauge geometry', () => {
  it('fits into its box', () => {
    for (const box of [
      { width: 200, height: 100 },
      { width: 80, height: 300 },
    ]) {
      const geometry = gaugeGeometry(box, true);
      expect(geometry.height).toBeLessThanOrEqual(box.height + 1);
      expect(geometry.cx + geometry.ring).toBeLessThanOrEqual(box.width);
    }
  });
  it('draws nothing that is not a number', () => {
    expect(arc(gaugeGeometry({ width: 10, height: 4 }, false), 0, 1, 2)).not.toContain('NaN');
  });
});

describe('sparkline', () => {
  const box = { width: 100, height: 50 };
  it('breaks at gaps', () => {
    const shape = sparkline([0, 50, 100], [1, null, 3], box, { from: 0, to: 100 }, { min: 0, max: 4 });
    expect(shape.line.match(/M/g)).toHaveLength(2);
    expect(
      sparkline([0, 50, 100], [1, 2, 3], box, { from: 0, to: 100 }, { min: 0, max: 4 }).line.match(/M/g),
    ).toHaveLength(1);
  });
  it('keeps the peaks of many points', () => {
    const times = Array.from({ length: 10_000 }, (_, i) => i);
    const samples = times.map((i) => (i === 4321 ? 99 : i % 2));
    const kept = thin(times, samples, 100);
    expect(kept.length).toBeLessThan(600);
    expect(kept).toContain(4321);
  });
});
