import type { ScaleSpec, ThresholdSpec } from '../../chart/spec';
import { axisText, percentAxisText, seriesColor } from '../../grafana/display';
import type { Field } from '../../grafana/frames';
import type { ThemeName } from '../../grafana/theme';
import { thresholdStops } from './colorStops';
import type { TimeSeriesFieldOptions } from './fieldOptions';

interface Axised {
  field: Field;
  options: TimeSeriesFieldOptions;
}

/** Fields whose axes would look the same share one; a hidden axis still shares. */
export function scaleId({ field, options }: Axised): string {
  const { placement, distribution, softMin, softMax, centeredZero, axisLabel, stack } = options;
  return JSON.stringify([
    field.config.unit ?? '',
    placement === 'hidden' ? 'auto' : placement,
    distribution,
    [field.config.min, field.config.max, softMin, softMax, centeredZero],
    axisLabel,
    stack?.mode === 'percent',
  ]);
}

const binaryUnits = new Set([
  'bytes',
  'bits',
  'kbytes',
  'mbytes',
  'gbytes',
  'tbytes',
  'pbytes',
  'binBps',
  'binbps',
]);

/** One axis a scale, the first on the left unless the file says otherwise, the others on the right. */
export function axes(fields: Axised[], theme: ThemeName): ScaleSpec[] {
  const groups = new Map<string, Axised[]>();
  for (const entry of fields) {
    const id = scaleId(entry);
    groups.set(id, [...(groups.get(id) ?? []), entry]);
  }
  const scales: ScaleSpec[] = [];
  for (const [id, members] of groups) {
    const first = members[0];
    if (first) {
      const leftTaken = scales.some((scale) => scale.side === 'left');
      scales.push(axis(id, first, members, leftTaken, theme));
    }
  }
  return scales;
}

function axis(id: string, first: Axised, members: Axised[], leftTaken: boolean, theme: ThemeName): ScaleSpec {
  const { field, options } = first;
  const percent = options.stack?.mode === 'percent';
  const side = sideOf(members, leftTaken);
  return {
    id,
    side,
    distribution: options.distribution,
    min: field.config.min ?? undefined,
    max: field.config.max ?? undefined,
    softMin: options.softMin,
    softMax: options.softMax,
    centeredZero: options.centeredZero,
    percent,
    label: options.axisLabel,
    width: options.axisWidth,
    grid: options.gridShown ?? (side === 'left' || !leftTaken),
    border: options.axisBorder,
    color: options.axisInSeriesColor ? seriesColor(field, theme) : undefined,
    binary: binaryUnits.has(field.config.unit ?? '') && !percent,
    thresholds: thresholdsOf(members, theme),
    tick: percent ? percentAxisText(field, theme) : (value, decimals) => axisText(field, value, decimals),
    fixedDecimals: field.config.decimals !== undefined && field.config.decimals !== null,
  };
}

function sideOf(members: Axised[], leftTaken: boolean): ScaleSpec['side'] {
  const visible = members.find(({ options }) => options.placement !== 'hidden');
  if (!visible) {
    return 'hidden';
  }
  const { placement } = visible.options;
  return placement === 'left' || placement === 'right' ? placement : leftTaken ? 'right' : 'left';
}

function thresholdsOf(members: Axised[], theme: ThemeName): ThresholdSpec | undefined {
  const member = members.find(({ options }) => options.thresholds !== 'off');
  const mode = member?.options.thresholds ?? 'off';
  const lines = mode.startsWith('line') ? 'solid' : mode.startsWith('dashed') ? 'dashed' : 'none';
  const area = mode.endsWith('area');
  return member && (area || lines !== 'none')
    ? { lines, area, steps: thresholdStops(member.field, theme) }
    : undefined;
}
