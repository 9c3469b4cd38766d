import { isReducer, reducedDisplay, reducerName, textOf } from '../../grafana/display';
import { FieldType } from '../../grafana/frames';
import type { ThemeName } from '../../grafana/theme';
import { OptionReader } from '../options';
import type { Column } from './columns';

/** Texts at the foot of each column, undefined when the table has no foot. `rows` are the ones that the filters leave. */
export function footerTexts(
  columns: Column[],
  rows: number[],
  options: Record<string, unknown> | undefined,
  theme: ThemeName,
  timeZone: string,
): string[] | undefined {
  const footer = new OptionReader(options).under('footer');
  const shown = footer.flag('show', false);
  if (!shown && columns.every((column) => column.footer.length === 0)) {
    return undefined;
  }
  const reducers = shown ? footer.texts('reducer').filter(isReducer) : [];
  const chosen = footer.texts('fields');
  if (footer.flag('countRows', false) && reducers.includes('count')) {
    return columns.map((_, i) => (i === 0 ? `Count: ${rows.length}` : ''));
  }
  const texts = columns.map((column) => {
    const wanted = column.footer.length > 0 ? column.footer : isChosen(column, chosen) ? reducers : [];
    return wanted
      .map((reducer) => ofColumn(column, rows, reducer, wanted.length > 1, theme, timeZone))
      .join(' · ');
  });
  // The first column says what the numbers are, when it has none of its own.
  return texts.map((text, i) => (i === 0 && text === '' ? reducers.map(reducerName).join(' · ') : text));
}

function isChosen(column: Column, chosen: string[]): boolean {
  return chosen.length > 0
    ? chosen.includes(column.name) || chosen.includes(column.field.name)
    : column.field.type === FieldType.number;
}

function ofColumn(
  { field }: Column,
  rows: number[],
  reducer: string,
  named: boolean,
  theme: ThemeName,
  timeZone: string,
): string {
  // The reduced field must not inherit calculations over all rows.
  const visible = {
    ...field,
    values: rows.map((row) => field.values[row]),
    state: { ...field.state, calcs: undefined },
  };
  const text = textOf(reducedDisplay(visible, reducer, theme, timeZone));
  return named ? `${reducerName(reducer)} ${text}` : text;
}
