import {
  type DisplayValue,
  type FieldConfig,
  type FieldConfigSource,
  type FieldDisplay,
  FieldType,
  fieldColorModeRegistry,
  fieldReducers,
  formattedValueToString,
  getActiveThreshold,
  getDisplayProcessor,
  getDisplayValueAlignmentFactors,
  getFieldColorModeForField,
  getFieldDisplayValues,
  getFieldSeriesColor,
  guessDecimals,
  type LinkModel,
  ReducerID,
  reduceField,
  renderTextPanelMarkdown,
  type ThresholdsConfig,
  textUtil,
} from '@grafana/data';
import type { FieldTotal, ReplaceVariables } from '../panels/panel';
import type { DataFrame, Field } from './frames';
import { grafanaTheme, resolveColor, type ThemeName } from './theme';

export type { DisplayValue, FieldDisplay, LinkModel, ThresholdsConfig };
export { getActiveThreshold as activeThreshold, guessDecimals };

/** Text with prefix and suffix, as it is shown where one text is all there is. */
export function textOf(value: DisplayValue): string {
  return formattedValueToString(value);
}

export function display(field: Field, value: unknown): DisplayValue {
  return field.display ? field.display(value) : { text: String(value ?? ''), numeric: Number(value) };
}

/** A tick of an axis: as many decimals as the step between ticks needs, unless the file fixes them. */
export function axisText(field: Field, value: number, decimals: number): string {
  return field.display ? formattedValueToString(field.display(value, decimals)) : String(value);
}

/** Writes numbers with a unit of their own, whatever the field has. */
function displayWithUnit(field: Field, unit: string | undefined, theme: ThemeName, timeZone: string) {
  const other = { ...field, config: { ...field.config, unit } };
  return getDisplayProcessor({ field: other, theme: grafanaTheme(theme), timeZone });
}

/** Writes numbers that belong to no field. */
export function numberText(
  { unit, decimals }: Pick<FieldConfig, 'unit' | 'decimals'>,
  theme: ThemeName,
  timeZone: string,
): (value: number, decimals?: number) => string {
  const field = { name: '', type: FieldType.number, config: { unit, decimals }, values: [] };
  const show = getDisplayProcessor({ field, theme: grafanaTheme(theme), timeZone });
  return (value, needed) => formattedValueToString(show(value, needed));
}

/** Shares of a whole, 0 to 1. */
export function percentAxisText(field: Field, theme: ThemeName): (value: number, decimals: number) => string {
  const show = displayWithUnit(field, 'percentunit', theme, 'utc');
  return (value, decimals) => formattedValueToString(show(value, Math.max(0, decimals - 2)));
}

export interface ReduceOptions {
  calcs: string[];
  fields: string;
  values: boolean;
  limit?: number;
}

export const defaultReduceOptions: ReduceOptions = {
  calcs: [ReducerID.lastNotNull],
  fields: '',
  values: false,
};

export interface SingleValuesOptions {
  frames: DataFrame[];
  fieldConfig: FieldConfigSource;
  reduceOptions: ReduceOptions;
  replaceVariables: ReplaceVariables;
  theme: ThemeName;
  timeZone: string;
  sparkline?: boolean;
  percentChange?: boolean;
}

/** The values of a stat, gauge or bar gauge, each with its title. */
export function singleValues(options: SingleValuesOptions): FieldDisplay[] {
  return getFieldDisplayValues({
    data: options.frames,
    fieldConfig: options.fieldConfig,
    reduceOptions: options.reduceOptions,
    replaceVariables: options.replaceVariables as Parameters<
      typeof getFieldDisplayValues
    >[0]['replaceVariables'],
    theme: grafanaTheme(options.theme),
    timeZone: options.timeZone,
    sparkline: options.sparkline,
    percentChange: options.percentChange,
  });
}

/** The longest text and title of a set, so that all of them get one size. */
export function longestTexts(values: FieldDisplay[]): { title: string; text: string } {
  const factors = getDisplayValueAlignmentFactors(values);
  return {
    title: factors.title ?? '',
    text: `${factors.prefix ?? ''}${factors.text}${factors.suffix ?? ''}`,
  };
}

export function isReducer(id: string): boolean {
  return fieldReducers.getIfExists(id) !== undefined;
}

export function reducerName(id: string): string {
  return fieldReducers.getIfExists(id)?.name ?? id;
}

/** A number, or whatever the reducer gives (`allValues` gives a list). */
export function reduce(field: Field, reducer: string): unknown {
  const ofAll = ofAllRows[reducer];
  const { total }: { total?: FieldTotal } = field.config.custom ?? {};
  return total && ofAll ? ofAll(total) : reduceField({ field, reducers: [reducer] })[reducer];
}

const numberOf = { Inf: Number.POSITIVE_INFINITY, NegInf: Number.NEGATIVE_INFINITY, NaN: Number.NaN };

function sumOf({ sum }: FieldTotal): number {
  return typeof sum === 'number' ? sum : numberOf[sum];
}

/** What the server adds up over all rows where it sends only those that a line shows. */
const ofAllRows: Readonly<Record<string, (total: FieldTotal) => number | null>> = {
  [ReducerID.count]: ({ count }) => count,
  [ReducerID.sum]: sumOf,
  [ReducerID.mean]: (total) => (total.count > total.nans ? sumOf(total) / (total.count - total.nans) : null),
};

/** Reducers like count speak of points, not of the field's unit. */
export function reducedDisplay(
  field: Field,
  reducer: string,
  theme: ThemeName,
  timeZone: string,
): DisplayValue {
  const info = fieldReducers.getIfExists(reducer);
  const value = reduce(field, reducer);
  if (info?.preservesUnits === false) {
    const unit = reducer === ReducerID.diffperc ? 'percent' : undefined;
    return displayWithUnit(field, unit, theme, timeZone)(value);
  }
  return display(field, value);
}

function firstFinite(...candidates: (number | null | undefined)[]): number {
  return candidates.find((candidate): candidate is number => Number.isFinite(candidate)) ?? 0;
}

/** The ends of the field's scale: its own, else those of all numbers beside it. */
export function rangeOf(field: Field): { min: number; max: number } {
  const min = firstFinite(field.config.min, field.state?.range?.min, 0);
  const max = firstFinite(field.config.max, field.state?.range?.max, 100);
  return max > min ? { min, max } : { min, max: min + 1 };
}

/** The colour of a whole series; by value, the one of its last (or `seriesBy`) value. */
export function seriesColor(field: Field, theme: ThemeName): string {
  return resolveColor(getFieldSeriesColor(field, grafanaTheme(theme)).color ?? '', theme);
}

export function isColoredByValue(field: Field): boolean {
  return getFieldColorModeForField(field).isByValue === true;
}

/** The colours of a continuous scheme from low to high; undefined for the other modes. */
export function schemeColors(config: FieldConfig, theme: ThemeName): string[] | undefined {
  const mode = fieldColorModeRegistry.getIfExists(config.color?.mode ?? '');
  return mode?.isContinuous && mode.getColors ? mode.getColors(grafanaTheme(theme)) : undefined;
}

/** What colour a number would have in a field with this config, min and max included. */
export function valueColors(config: FieldConfig, theme: ThemeName): (value: number) => string | undefined {
  const field = { name: '', type: FieldType.number, config, values: [] };
  const show = getDisplayProcessor({ field, theme: grafanaTheme(theme) });
  return (value) => show(value).color;
}

export function colorOfNumber(field: Field, value: number): string | undefined {
  return field.display?.(value).color;
}

export function linksOf(field: Field, rowIndex: number): LinkModel<Field>[] {
  return field.getLinks?.({ valueRowIndex: rowIndex }) ?? [];
}

export function markdownToHtml(markdown: string): string {
  return renderTextPanelMarkdown(markdown);
}

export function sanitizeHtml(html: string): string {
  return textUtil.sanitizeTextPanelContent(html);
}
