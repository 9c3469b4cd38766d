import { fittingSize } from '../../chart/measure';
import type { Cell } from '../shared/singleValue';
import type { StatOptions } from './options';

export interface StatLayout {
  showName: boolean;
  showValue: boolean;
  /** Name and value beside each other rather than below. */
  wide: boolean;
  centered: boolean;
  nameSize: number;
  valueSize: number;
  padding: number;
  chartHeight: number;
}

interface Longest {
  title: string;
  text: string;
}

const largest = 120;

/** Sizes for the longest texts of all cells, so that equal things look equal. */
export function statLayout(
  cell: Cell,
  count: number,
  longest: Longest,
  hasChart: boolean,
  options: StatOptions,
): StatLayout {
  const { textMode } = options;
  const showName = textMode === 'name' || textMode === 'value_and_name' || (textMode === 'auto' && count > 1);
  const showValue = textMode !== 'name' && textMode !== 'none';
  const padding = cell.width > 100 && cell.height > 50 ? 12 : 4;
  const inner = { width: cell.width - 2 * padding, height: cell.height - 2 * padding };
  const wide = showName && showValue && options.wideLayout && !hasChart && cell.width / cell.height > 2.5;
  const sizes = wide ? sideBySide(inner, longest) : stacked(inner, longest, showName, showValue, hasChart);
  return {
    showName,
    showValue,
    wide,
    centered: options.centered === 'center' || (count === 1 && !wide && !hasChart),
    nameSize: options.titleSize ?? sizes.name,
    valueSize: options.valueSize ?? sizes.value,
    padding,
    chartHeight: hasChart ? chartHeight(cell, padding, sizes, showName, showValue) : 0,
  };
}

function sideBySide({ width, height }: Cell, longest: Longest) {
  const value = Math.min(largest, fittingSize(longest.text, width * 0.45, height * 0.8, 500));
  const name = Math.min(value * 0.8, fittingSize(longest.title, width * 0.5, height * 0.8));
  return { name: Math.max(name, 10), value };
}

function stacked(
  { width, height }: Cell,
  longest: Longest,
  showName: boolean,
  showValue: boolean,
  hasChart: boolean,
) {
  const usable = hasChart && height > 60 ? height * 0.55 : height * 0.9;
  const value = Math.min(largest, fittingSize(longest.text, width, showName ? usable * 0.6 : usable, 500));
  const room = fittingSize(longest.title, width, showValue ? usable * 0.35 : usable);
  const name = Math.min(room, showValue ? value * 0.75 : largest);
  return { name: Math.max(name, 11), value };
}

function chartHeight(
  cell: Cell,
  padding: number,
  sizes: { name: number; value: number },
  showName: boolean,
  showValue: boolean,
): number {
  const text = (showName ? sizes.name : 0) * 1.2 + (showValue ? sizes.value : 0) * 1.2;
  return Math.max(0, cell.height - padding - text);
}
