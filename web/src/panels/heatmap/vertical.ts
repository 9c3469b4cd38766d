import type { HeatmapData } from './cells';

/** All rows, or what the file says of an axis of values. */
export function verticalRange(
  { rows, scale }: HeatmapData,
  { min, max }: { min?: number; max?: number },
): [number, number] {
  const low = rows[0]?.low ?? 0;
  const high = rows[rows.length - 1]?.high ?? 1;
  if (scale.type === 'rows') {
    return [low, high];
  }
  const from = scale.type === 'log' && min !== undefined && min <= 0 ? low : (min ?? low);
  const to = max ?? high;
  return to > from ? [from, to] : [low, high];
}

/** Where names stand: at every row, or at as many as have room. */
export function rowSplits({ rows, scale }: HeatmapData, height: number): number[] {
  const every = Math.max(1, Math.ceil((rows.length * 18) / Math.max(1, height)));
  const nameAt = scale.type === 'rows' ? scale.nameAt : 'middle';
  const shift = nameAt === 'high' ? 1 : nameAt === 'low' ? 0 : 0.5;
  return rows.map((_, i) => i + shift).filter((_, i) => i % every === 0);
}
