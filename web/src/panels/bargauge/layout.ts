import { fittingSize, textWidth } from '../../chart/measure';
import type { Cell, Orientation } from '../shared/singleValue';

export interface BarOptions {
  namePlacement: 'auto' | 'top' | 'left' | 'hidden';
  valueShown: boolean;
  titleSize?: number;
  valueSize?: number;
}

export interface BarLayout {
  nameAt: 'top' | 'left' | 'bottom' | 'none';
  nameSize: number;
  nameWidth: number;
  nameHeight: number;
  valueSize: number;
  valueWidth: number;
  valueHeight: number;
  bar: Cell;
}

interface Longest {
  title: string;
  text: string;
}

const gap = 10;

export function barLayout(
  cell: Cell,
  orientation: Orientation,
  longest: Longest,
  options: BarOptions,
): BarLayout {
  return orientation === 'horizontal' ? lying(cell, longest, options) : standing(cell, longest, options);
}

/** Value at the right, name above where there is room, else at the left. */
function lying({ width, height }: Cell, longest: Longest, options: BarOptions): BarLayout {
  const wanted = options.namePlacement === 'auto' ? (height > 40 ? 'top' : 'left') : options.namePlacement;
  const nameAt = wanted === 'hidden' || longest.title === '' ? 'none' : wanted;
  const nameSize =
    options.titleSize ?? Math.min(18, Math.max(11, nameAt === 'top' ? height * 0.28 : height * 0.5));
  const nameHeight = nameAt === 'top' ? nameSize * 1.4 : 0;
  const nameWidth = nameAt === 'left' ? Math.min(width * 0.35, textWidth(longest.title, nameSize) + gap) : 0;
  const barHeight = Math.max(4, height - nameHeight);
  const fitted = fittingSize(longest.text, width * 0.28, barHeight * 0.85, 500);
  const valueSize = options.valueShown ? (options.valueSize ?? Math.min(32, fitted)) : 0;
  const valueWidth = options.valueShown ? textWidth(longest.text, valueSize, 500) + gap : 0;
  return {
    nameAt,
    nameSize,
    nameWidth,
    nameHeight,
    valueSize,
    valueWidth,
    valueHeight: barHeight,
    bar: { width: Math.max(0, width - nameWidth - valueWidth), height: barHeight },
  };
}

/** Value on top, name below. */
function standing({ width, height }: Cell, longest: Longest, options: BarOptions): BarLayout {
  const nameAt = options.namePlacement === 'hidden' || longest.title === '' ? 'none' : 'bottom';
  const nameSize =
    options.titleSize ?? Math.min(16, Math.max(10, fittingSize(longest.title, width, height * 0.1)));
  const nameHeight = nameAt === 'none' ? 0 : nameSize * 1.5;
  const fitted = fittingSize(longest.text, width * 0.95, height * 0.15, 500);
  const valueSize = options.valueShown ? (options.valueSize ?? Math.min(32, fitted)) : 0;
  const valueHeight = valueSize * 1.3;
  return {
    nameAt,
    nameSize,
    nameWidth: width,
    nameHeight,
    valueSize,
    valueWidth: width,
    valueHeight,
    bar: { width, height: Math.max(0, height - nameHeight - valueHeight) },
  };
}
