import {
  applyFieldOverrides,
  cacheFieldDisplayNames,
  type DataFrame,
  type DataTransformerInfo,
  dataFrameFromJSON,
  type Field,
  type FieldConfigSource,
  FieldType,
  fieldMatchers,
  getFieldDisplayName,
  getFrameDisplayName,
  getFrameMatchers,
  transformDataFrame,
} from '@grafana/data';
import type { FrameJson, PanelModel, ReplaceVariables } from '../panels/panel';
import { fieldConfigRegistry, transformers } from './registries';
import { grafanaTheme, type ThemeName } from './theme';

export type { DataFrame, Field };
export { FieldType };

export interface PrepareOptions {
  panel: Pick<PanelModel, 'fieldConfig' | 'transformations'>;
  /** What a panel type assumes when the file says nothing: its colour mode, and thresholds where it needs some. */
  defaults: Record<string, unknown>;
  theme: ThemeName;
  timeZone: string;
  replaceVariables: ReplaceVariables;
}

export interface Prepared {
  frames: DataFrame[];
  fieldConfig: FieldConfigSource;
  notes: string[];
}

/** From the server's answer to fields that know their text, colour, name and links. */
export function prepareFrames(json: FrameJson[], options: PrepareOptions): Prepared {
  const { panel, theme, timeZone, replaceVariables } = options;
  const notes: string[] = [];
  const raw = json.map((frame) => dataFrameFromJSON(frame as Parameters<typeof dataFrameFromJSON>[0]));
  const data = transform(raw, panel.transformations ?? [], replaceVariables, notes);
  const fieldConfig = fieldConfigOf(panel.fieldConfig, options.defaults);
  const frames = applyFieldOverrides({
    data,
    fieldConfig,
    fieldConfigRegistry,
    replaceVariables: replaceVariables as Parameters<typeof applyFieldOverrides>[0]['replaceVariables'],
    theme: grafanaTheme(theme),
    timeZone,
  });
  cacheFieldDisplayNames(frames);
  return { frames, fieldConfig, notes };
}

/** JSON cannot write minus infinity, so files hold null for the first threshold. */
function withOpenEnd<T>(value: T): T {
  const thresholds = (value as { steps?: { value: number | null }[] } | undefined)?.steps;
  if (!thresholds) {
    return value;
  }
  const steps = thresholds.map((step, i) => (i === 0 ? { ...step, value: Number.NEGATIVE_INFINITY } : step));
  return { ...value, steps };
}

function fieldConfigOf(
  config: PanelModel['fieldConfig'],
  assumed: Record<string, unknown>,
): FieldConfigSource {
  const defaults = { ...assumed, ...config?.defaults };
  const known = (config?.overrides ?? []).filter(({ matcher }) => isFieldMatcher(matcher.id));
  const overrides = known.map(({ matcher, properties }) => ({
    matcher,
    properties: properties.map(({ id, value }) => ({
      id,
      value: id === 'thresholds' ? withOpenEnd(value) : value,
    })),
  }));
  return {
    defaults: { ...defaults, thresholds: withOpenEnd(defaults.thresholds) },
    overrides,
  } as FieldConfigSource;
}

type Transformation = NonNullable<PanelModel['transformations']>[number] & { filter?: { id: string } };

function transform(
  frames: DataFrame[],
  transformations: Transformation[],
  replaceVariables: ReplaceVariables,
  notes: string[],
): DataFrame[] {
  let current = frames;
  for (const transformation of transformations) {
    if (transformation.disabled) {
      continue;
    }
    const transformer = transformers.get(transformation.id);
    if (!transformer) {
      notes.push(`The transformation “${transformation.id}” is not supported; the data is shown without it.`);
      continue;
    }
    try {
      current = transformFiltered(current, transformation, transformer, replaceVariables);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      notes.push(
        `The transformation “${transformation.id}” failed (${reason}); the data is shown without it.`,
      );
    }
  }
  return current;
}

function transformFiltered(
  frames: DataFrame[],
  { options, filter }: Transformation,
  transformer: DataTransformerInfo,
  replaceVariables: ReplaceVariables,
): DataFrame[] {
  const matches = filter?.id ? getFrameMatchers(filter) : () => true;
  const chosen = frames.filter((frame) => matches(frame));
  const firstChosen = frames.findIndex((frame) => matches(frame));
  const others = frames.filter((frame) => !matches(frame));
  const interpolated = interpolateAll({ ...transformer.defaultOptions, ...options }, replaceVariables);
  const changed = runNow(transformer, interpolated, chosen, replaceVariables);
  return others.length === 0
    ? changed
    : [...others.slice(0, firstChosen), ...changed, ...others.slice(firstChosen)];
}

/**
 * Grafana's transformers are streams, but each of them answers at once. Handing them over as functions keeps it so
 * (by id, they would be loaded asynchronously), which saves every panel a second rendering.
 */
function runNow(
  transformer: DataTransformerInfo,
  options: unknown,
  frames: DataFrame[],
  replaceVariables: ReplaceVariables,
): DataFrame[] {
  const context = { interpolate: (text: string) => replaceVariables(text) };
  let result: DataFrame[] | undefined;
  let failure: unknown;
  transformDataFrame([() => transformer.operator(options, context)], frames, context).subscribe({
    next: (value) => {
      result = value;
    },
    error: (error: unknown) => {
      failure = error;
    },
  });
  if (failure !== undefined) {
    throw failure;
  }
  if (!result) {
    throw new Error('it gave no answer');
  }
  return result;
}

function interpolateAll(value: unknown, replaceVariables: ReplaceVariables): unknown {
  if (typeof value === 'string') {
    return replaceVariables(value);
  }
  if (Array.isArray(value)) {
    return value.map((entry) => interpolateAll(entry, replaceVariables));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, interpolateAll(entry, replaceVariables)]),
    );
  }
  return value;
}

export function displayNameOf(field: Field, frame: DataFrame, frames: DataFrame[]): string {
  return getFieldDisplayName(field, frame, frames);
}

export function frameNameOf(frame: DataFrame, index: number): string {
  return getFrameDisplayName(frame, index);
}

export function timeFieldOf(frame: DataFrame): Field<number> | undefined {
  return frame.fields.find((field) => field.type === FieldType.time);
}

/** Whether an override can find its fields. */
export function isFieldMatcher(id: string): boolean {
  return fieldMatchers.getIfExists(id) !== undefined;
}
