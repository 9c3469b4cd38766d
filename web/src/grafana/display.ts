import {
  type DisplayValue,
  type FieldConfigSource,
  type FieldDisplay,
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
import type { ReplaceVariables } from '../panels/panel';
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

/** A number as an axis, a legend or a footer writes it with the unit and decimals of `field`. */
export function numberDisplay(field: Field, theme: ThemeName, timeZone: string) {
  return getDisplayProcessor({ field, theme: grafanaTheme(theme), timeZone });
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
  return reduceField({ field, reducers: [reducer] })[reducer];
}

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
    const plain = {
      ...field,
      config: { ...field.config, unit: reducer === ReducerID.diffperc ? 'percent' : undefined },
    };
    return numberDisplay(plain, theme, timeZone)(value);
  }
  return display(field, value);
}

/** The colour of a whole series; by value, the one of its last (or `seriesBy`) value. */
export function seriesColor(field: Field, theme: ThemeName): string {
  return getFieldSeriesColor(field, grafanaTheme(theme)).color ?? resolveColor('gray', theme);
}

export function isColoredByValue(field: Field): boolean {
  return getFieldColorModeForField(field).isByValue === true;
}

/** The colours of a continuous scheme from low to high; undefined for the other modes. */
export function schemeColors(field: Field, theme: ThemeName): string[] | undefined {
  const mode = fieldColorModeRegistry.getIfExists(field.config.color?.mode ?? '');
  return mode?.isContinuous && mode.getColors ? mode.getColors(grafanaTheme(theme)) : undefined;
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
