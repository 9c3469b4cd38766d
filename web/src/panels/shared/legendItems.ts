import type { LegendItem } from '../../chart/Legend';
import { reducedDisplay, reducerName, textOf } from '../../grafana/display';
import type { Field } from '../../grafana/frames';
import type { ThemeName } from '../../grafana/theme';

/** What the legend says of a field beside its name. */
export function legendCalcs(
  field: Field,
  calcs: string[],
  theme: ThemeName,
  timeZone: string,
): LegendItem['calcs'] {
  return calcs.map((calc) => {
    const value = reducedDisplay(field, calc, theme, timeZone);
    return { title: reducerName(calc), text: textOf(value), value: value.numeric };
  });
}

interface Shown {
  id: string;
  name: string;
  color: string;
  inLegend: boolean;
  shown: boolean;
  field: Field;
}

/** The legend of bars, which have one axis. */
export function barLegendItems(
  series: Shown[],
  calcs: string[],
  theme: ThemeName,
  timeZone: string,
): LegendItem[] {
  return series
    .filter(({ inLegend }) => inLegend)
    .map(({ id, name, color, shown, field }) => ({
      id,
      name,
      color,
      off: !shown,
      calcs: legendCalcs(field, calcs, theme, timeZone),
    }));
}
