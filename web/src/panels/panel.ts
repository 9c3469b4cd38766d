import type { ComponentType } from 'react';

/** Text with variables in, text out. `scoped` adds or overrides variables for this call (`__field`, `__value`, …). */
export type ReplaceVariables = (text: string, scoped?: Record<string, unknown>, format?: string) => string;

/** One panel of a classic dashboard file. What a panel type reads of `options` and `fieldConfig` is its own affair. */
export interface PanelModel {
  id: number;
  type: string;
  title?: string;
  description?: string;
  transparent?: boolean;
  gridPos: { x: number; y: number; w: number; h: number };
  options?: Record<string, unknown>;
  fieldConfig?: {
    defaults?: Record<string, unknown>;
    overrides?: {
      matcher: { id: string; options?: unknown };
      properties: { id: string; value?: unknown }[];
    }[];
  };
  transformations?: { id: string; options?: Record<string, unknown>; disabled?: boolean }[];
  targets?: { refId: string; hide?: boolean }[];
  /** In a copy that a repeat made: the number of the panel in the file, and what variables mean inside the copy. */
  sourceId?: number;
  scope?: Record<string, { text: string; value: string }>;
  [key: string]: unknown;
}

/** A frame as the server sends it (Grafana's wire form, docs/formats/http-api.md). */
export interface FrameJson {
  schema: {
    name?: string;
    refId?: string;
    meta?: {
      executedQueryString?: string;
      notices?: { severity: string; text: string }[];
      custom?: { live?: LiveBinding; reduced?: Reduced };
    };
    fields: {
      name: string;
      type: string;
      typeInfo?: { frame: string; nullable?: boolean };
      labels?: Record<string, string>;
      config?: Record<string, unknown>;
    }[];
  };
  data: { values: unknown[][]; entities?: (Record<string, number[]> | null)[] };
}

/**
 * What a field of a reduced frame says of all its rows, below `config.custom.total`: values that are not null, how many of them
 * are NaN, and the sum of the others, in words where JSON has no number for it.
 */
export interface FieldTotal {
  count: number;
  nans: number;
  sum: number | 'Inf' | 'NegInf' | 'NaN';
}

/** What the server left out because no line shows it; `pixels`: in how many columns it looked for that. */
export interface Reduced {
  by: string;
  rows: number;
  kept: number;
  pixels: number;
}

export type LiveBinding =
  | {
      mode: 'append';
      machines: string[];
      metrics: string[];
      zones: number[] | null;
      fields: Record<string, 'value' | 'target_value'>;
    }
  | { mode: 'refresh'; machines: string[] | null; metrics: string[] | null };

export interface TimeRange {
  from: number;
  to: number;
}

/** Shares the position of the pointer among the charts of one dashboard; the time is epoch milliseconds. */
export interface CrosshairBus {
  publish(source: symbol, time: number | null): void;
  subscribe(listener: (source: symbol, time: number | null) => void): () => void;
}

export interface PanelViewProps {
  panel: PanelModel;
  /** All frames of all targets, in the order of the targets. */
  frames: FrameJson[];
  range: TimeRange;
  timeZone: string;
  theme: 'light' | 'dark';
  width: number;
  height: number;
  replaceVariables: ReplaceVariables;
  crosshair?: CrosshairBus;
  /** What the file wants marked on this panel. */
  annotations?: Annotation[];
  onZoom?: (range: TimeRange) => void;
  /** Tells the frame around the panel what it cannot do as the file asks, one sentence each; shown as a note. */
  onNotes?: (notes: string[]) => void;
}

/** Something that happened, to be marked on charts. Times are epoch milliseconds. */
export interface Annotation {
  time: number;
  /** Absent unless it lasted. */
  timeEnd?: number;
  title?: string;
  /** May hold HTML, which must be sanitised. */
  text?: string;
  tags: string[];
  /** The name of the query in the file. */
  source: string;
  /** CSS, legible on a panel. */
  color: string;
}

export type PanelView = ComponentType<PanelViewProps>;
