import { createDataFrame, FieldType, type NullValueMode } from '@grafana/data';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FrameJson } from '../panels/panel';
import { display, reduce, schemeColors, seriesColor, textOf } from './display';
import { prepareFrames } from './frames';
import { classicPalette, resolveColor, type ThemeName } from './theme';
import { vector } from './vectors.testing';

interface Recorded {
  units: Record<string, [value: number, decimals: number | null, text: string][]>;
  thresholds: [mode: string, min: number, max: number, value: number, color: string, percent: number][];
  mappings: [value: unknown, text: string | null][];
  colors: Record<ThemeName, Record<string, string> & { palette: string[] }>;
  continuous: Record<string, string[]>;
  reducers: { values: (number | null)[]; nullValueMode: string; result: Record<string, unknown> }[];
}
const recorded = vector<Recorded>('grafana.json');

function oneField(
  values: unknown[],
  config: Record<string, unknown>,
  type = 'number',
  theme: ThemeName = 'dark',
) {
  const frame: FrameJson = { schema: { fields: [{ name: 'v', type }] }, data: { values: [values] } };
  const { frames } = prepareFrames([frame], {
    panel: { fieldConfig: { defaults: config } },
    defaults: {},
    theme,
    timeZone: 'utc',
    replaceVariables: (text) => text,
  });
  const field = frames[0]?.fields[0];
  if (!field) {
    throw new Error('no field');
  }
  return field;
}

describe('recorded units', () => {
  beforeAll(() => vi.useFakeTimers({ now: Date.parse('2025-03-19T10:11:12.345Z') }));
  afterAll(() => vi.useRealTimers());

  it.each(Object.entries(recorded.units))('%s', (unit, cases) => {
    for (const [value, decimals, text] of cases) {
      const field = oneField([value], { unit, decimals: decimals ?? undefined });
      expect(`${value} (${decimals}): ${textOf(display(field, value))}`).toBe(
        `${value} (${decimals}): ${text}`,
      );
    }
  });
});

describe('recorded thresholds', () => {
  it.each(recorded.thresholds)('%s %d..%d at %d', (mode, min, max, value, color, percent) => {
    const steps = [
      { color: 'green', value: null },
      { color: 'yellow', value: 60 },
      { color: 'red', value: 80 },
    ];
    const field = oneField([value], { min, max, color: { mode: 'thresholds' }, thresholds: { mode, steps } });
    const shown = display(field, value);
    expect(shown.color).toBe(color);
    expect(shown.percent).toBeCloseTo(percent, 12);
  });
});

describe('recorded colours', () => {
  it.each(['dark', 'light'] as const)('%s', (theme) => {
    const { palette, canvas: _canvas, ...named } = recorded.colors[theme];
    for (const [name, color] of Object.entries(named)) {
      expect(`${name} ${resolveColor(name, theme)}`).toBe(`${name} ${color}`);
    }
    expect(classicPalette(theme)).toEqual(palette);
  });

  it.each(Object.entries(recorded.continuous))('%s', (mode, colors) => {
    const field = oneField([0, 25, 50, 75, 100], { color: { mode } });
    expect([0, 25, 50, 75, 100].map((v) => asRgb(display(field, v).color ?? ''))).toEqual(colors.map(asRgb));
    expect(schemeColors(field.config, 'dark')?.length).toBeGreaterThan(1);
  });

  it('counts the palette over all fields that are not time', () => {
    const fields = [
      { name: 't', type: 'time' },
      { name: 'text', type: 'string' },
      { name: 'a', type: 'number' },
    ];
    const { frames } = prepareFrames(
      [
        { schema: { fields }, data: { values: [[1], ['x'], [2]] } },
        { schema: { fields: fields.slice(2) }, data: { values: [[3]] } },
      ],
      {
        panel: {},
        defaults: { color: { mode: 'palette-classic' } },
        theme: 'dark',
        timeZone: 'utc',
        replaceVariables: (text) => text,
      },
    );
    const numbers = frames.flatMap((frame) =>
      frame.fields.filter((field) => field.type === FieldType.number),
    );
    expect(numbers.map((field) => seriesColor(field, 'dark'))).toEqual(classicPalette('dark').slice(1, 3));
  });
});

function asRgb(color: string): string {
  const hex = /^#(..)(..)(..)/.exec(color);
  return hex
    ? `rgb(${hex
        .slice(1)
        .map((part) => Number.parseInt(part, 16))
        .join(', ')})`
    : color;
}

describe('recorded mappings', () => {
  const mappings = [
    { type: 'value', options: { '1': { text: 'Run' }, stop: { text: 'Stopped' } } },
    { type: 'range', options: { from: 10, to: 20, result: { text: 'warm' } } },
    { type: 'range', options: { from: null, to: -1, result: { text: 'neg' } } },
    { type: 'regex', options: { pattern: '/^E(\\d+)$/', result: { text: 'Error $1' } } },
    { type: 'special', options: { match: 'null', result: { text: 'N/A' } } },
    { type: 'special', options: { match: 'nan', result: { text: 'nan!' } } },
    { type: 'special', options: { match: 'true', result: { text: 'yes' } } },
    { type: 'special', options: { match: 'empty', result: { text: 'blank' } } },
  ];
  it.each(recorded.mappings.filter(([, text]) => text !== null))('%j is %s', (value, text) => {
    const type = typeof value === 'string' && value !== 'NaN' ? 'string' : 'number';
    const actual = value === 'NaN' ? Number.NaN : value;
    expect(display(oneField([actual], { mappings }, type), actual).text).toBe(text);
  });

  it('leaves other values to the unit', () => {
    expect(textOf(display(oneField([20.01], { mappings, unit: 'celsius' }), 20.01))).toBe('20.0 °C');
  });

  it('lets the colour of a mapping win over thresholds', () => {
    const colored = [{ type: 'value', options: { '5': { text: 'five', color: 'blue' } } }];
    expect(display(oneField([5], { mappings: colored }), 5).color).toBe(resolveColor('blue', 'dark'));
  });
});

describe('recorded reducers', () => {
  it.each(recorded.reducers)('$values, $nullValueMode', ({ values, nullValueMode, result }) => {
    const mode =
      /null|zero/i.test(nullValueMode) && !nullValueMode.startsWith('default') ? nullValueMode : undefined;
    const field = createDataFrame({
      fields: [
        { name: 'v', type: FieldType.number, values, config: { nullValueMode: mode as NullValueMode } },
      ],
    }).fields[0];
    for (const [reducer, expected] of Object.entries(result)) {
      const actual = field && reduce(field, reducer);
      const readable = actual === undefined || Number.isNaN(actual) ? String(actual) : actual;
      expect({ [reducer]: readable }).toEqual({ [reducer]: expected });
    }
  });
});
