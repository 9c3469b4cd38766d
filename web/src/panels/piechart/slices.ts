import { type FieldDisplay, textOf } from '../../grafana/display';
import { OptionReader } from '../options';

export interface Slice {
  id: string;
  name: string;
  color: string;
  value: number;
  text: string;
  /** Of the whole, 0 to 1. */
  share: number;
  percent: string;
  from: number;
}

export type SortOrder = 'desc' | 'asc' | 'none';

/** Shares of the values that can have one: what is not a positive number is no part of a whole. */
export function slicesOf(values: FieldDisplay[], order: SortOrder, hidden: ReadonlySet<string>): Slice[] {
  const shown = values.flatMap((value, i) => {
    const id = `${i} ${value.display.title ?? ''}`;
    const custom = new OptionReader(value.field.custom).under('hideFrom');
    return hidden.has(id) || custom.flag('viz', false) || !(value.display.numeric > 0) ? [] : [{ id, value }];
  });
  const total = shown.reduce((sum, { value }) => sum + value.display.numeric, 0);
  const direction = order === 'desc' ? -1 : 1;
  const sorted =
    order === 'none'
      ? shown
      : shown.sort((a, b) => (a.value.display.numeric - b.value.display.numeric) * direction);
  let from = 0;
  return sorted.map(({ id, value: { display } }) => {
    const share = display.numeric / total;
    const slice = {
      id,
      name: display.title ?? '',
      color: display.color ?? '',
      value: display.numeric,
      text: textOf(display),
      share,
      percent: `${(share * 100).toFixed(0)}%`,
      from,
    };
    from += share;
    return slice;
  });
}

/** Path of a slice in a circle around 0, 0; clockwise from the top. A whole circle needs two arcs. */
export function slicePath(
  { from, share }: Pick<Slice, 'from' | 'share'>,
  outer: number,
  inner: number,
): string {
  if (share >= 1) {
    return `${slicePath({ from: 0, share: 0.5 }, outer, inner)}${slicePath({ from: 0.5, share: 0.5 }, outer, inner)}`;
  }
  const large = share > 0.5 ? 1 : 0;
  const [start, end] = [from, from + share];
  const hole =
    inner > 0 ? `L${point(end, inner)}A${inner} ${inner} 0 ${large} 0 ${point(start, inner)}` : 'L0 0';
  return `M${point(start, outer)}A${outer} ${outer} 0 ${large} 1 ${point(end, outer)}${hole}Z`;
}

export function point(share: number, radius: number): string {
  const angle = share * 2 * Math.PI;
  return `${(Math.sin(angle) * radius).toFixed(2)} ${(-Math.cos(angle) * radius).toFixed(2)}`;
}
