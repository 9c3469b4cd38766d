import type { FrameJson, PanelModel } from '../panels/panel';
import { getJson, postJson, send } from './http';
import { readNdjson } from './ndjson';

export interface DashboardHit {
  uid: string;
  title: string;
  url: string;
  tags: string[];
  folderTitle?: string;
  folderUid?: string;
}

export interface ProvisioningReport {
  folder: string;
  problems: { file: string; problem: string; advice: string }[];
}

export interface RowModel extends PanelModel {
  type: 'row';
  collapsed?: boolean;
  panels?: PanelModel[];
}

export interface LinkModel {
  title: string;
  type?: 'link' | 'dashboards';
  url?: string;
  tags?: string[];
  asDropdown?: boolean;
  includeVars?: boolean;
  keepTime?: boolean;
  targetBlank?: boolean;
  tooltip?: string;
}

/** What the page reads of a variable's definition; its options and value come from the server. */
export interface VariableDefinition {
  name: string;
  allValue?: string | null;
  auto_count?: number;
  auto_min?: string;
  skipUrlSync?: boolean;
  /** 2: its options depend on the time range. */
  refresh?: number | boolean;
}

/** What the page reads of an annotation's definition; its events come from the server. */
export interface AnnotationDefinition {
  name?: string;
  enable?: boolean;
  /** Without a switch in the bar; that says nothing about whether it is drawn. */
  hide?: boolean | number;
  iconColor?: string;
  builtIn?: number | boolean;
  datasource?: unknown;
  filter?: { exclude?: boolean; ids?: number[] } | null;
}

/** What the page reads of a classic dashboard file. */
export interface DashboardModel {
  uid: string;
  title: string;
  description?: string;
  tags?: string[];
  time?: { from: string; to: string };
  timezone?: string;
  refresh?: string | false;
  fiscalYearStartMonth?: number;
  weekStart?: string;
  graphTooltip?: 0 | 1 | 2;
  timepicker?: {
    hidden?: boolean;
    nowDelay?: string;
    refresh_intervals?: string[];
    quick_ranges?: { display: string; from: string; to: string }[];
  };
  panels?: PanelModel[];
  links?: LinkModel[];
  annotations?: { list?: AnnotationDefinition[] };
  templating?: { list?: VariableDefinition[] };
}

export interface DashboardAnswer {
  dashboard: DashboardModel;
  meta: { slug: string; url: string; folderTitle?: string; updated?: string };
}

export interface VariableOption {
  text: string;
  value: string;
  /** What else its query knows of it: `${machine.area}`. */
  properties?: Record<string, string>;
}

export interface VariableState {
  name: string;
  label?: string | null;
  type: string;
  hide: 0 | 1 | 2 | 3;
  multi?: boolean;
  includeAll?: boolean;
  options: VariableOption[];
  current: { text: string[]; value: string[] };
  /** Its query looks for what is typed, so `options` need not hold everything. */
  searched?: boolean;
  error?: string;
}

export type VariableValues = Record<string, string[]>;

/** The part of a question that all panels of a dashboard share. Times are epoch milliseconds. */
export interface DashboardQuestion {
  from: number;
  to: number;
  timezone: string;
  values: VariableValues;
}

export interface PanelQuestion {
  /** Names the answer; the panel of the file too, unless `panel` does. */
  id: number;
  panel?: number;
  /** What variables mean for this panel alone. */
  values?: VariableValues;
  maxDataPoints: number;
  /** The answer is for lines across so many pixels and nothing else. */
  drawing?: { pixels: number; connected: boolean };
  from?: number;
  to?: number;
}

export type ErrorKind =
  | 'query'
  | 'forbidden'
  | 'timeout'
  | 'limit'
  | 'unsupported'
  | 'variable'
  | 'unavailable';

export interface TargetResult {
  status: number;
  frames?: FrameJson[];
  error?: string;
  errorKind?: ErrorKind;
}

export interface PanelAnswer {
  panelId: number;
  elapsedMs: number;
  results: Record<string, TargetResult>;
}

export interface AnnotationEvent {
  time: number;
  timeEnd?: number;
  title?: string;
  text?: string;
  tags: string[];
  id?: string;
}

export interface AnnotationAnswer {
  annotation: number;
  events?: AnnotationEvent[];
  notices?: string[];
  error?: string;
}

export function searchDashboards(signal?: AbortSignal): Promise<DashboardHit[]> {
  return getJson('/api/search', signal);
}

export function dashboardsTagged(tags: string[], signal?: AbortSignal): Promise<DashboardHit[]> {
  return getJson(`/api/search?${new URLSearchParams(tags.map((tag) => ['tag', tag]))}`, signal);
}

export function fetchProvisioning(signal?: AbortSignal): Promise<ProvisioningReport> {
  return getJson('/api/v1/provisioning', signal);
}

export function fetchDashboard(uid: string, signal?: AbortSignal): Promise<DashboardAnswer> {
  return getJson(`/api/dashboards/uid/${encodeURIComponent(uid)}`, signal);
}

export async function resolveVariables(
  uid: string,
  question: DashboardQuestion,
  signal?: AbortSignal,
): Promise<VariableState[]> {
  const path = `/api/v1/dashboards/${encodeURIComponent(uid)}/variables`;
  return (await postJson<{ variables: VariableState[] }>(path, question, signal)).variables;
}

/** What a variable offers for what somebody types. */
export function searchOptions(
  uid: string,
  question: DashboardQuestion & { variable: string; search: string },
  signal?: AbortSignal,
): Promise<{ options: VariableOption[]; error?: string }> {
  return postJson(`/api/v1/dashboards/${encodeURIComponent(uid)}/variable-options`, question, signal);
}

/** By what a variable of filters lets people filter. */
export async function fetchFilterKeys(
  uid: string,
  variable: string,
  signal?: AbortSignal,
): Promise<VariableOption[]> {
  const path = `/api/v1/dashboards/${encodeURIComponent(uid)}/filter-keys`;
  return (await postJson<{ keys: VariableOption[] }>(path, { variable }, signal)).keys;
}

export interface FilterValuesQuestion {
  variable: string;
  key: string;
  /** The other filters, as they stand in the address. */
  filters: string[];
  search: string;
}

export function fetchFilterValues(
  uid: string,
  question: FilterValuesQuestion,
  signal?: AbortSignal,
): Promise<{ values: VariableOption[]; more: boolean }> {
  return postJson(`/api/v1/dashboards/${encodeURIComponent(uid)}/filter-values`, question, signal);
}

/** Asks several panels in one request; `onAnswer` is called as each one is done. */
export async function askPanels(
  uid: string,
  question: DashboardQuestion,
  panels: PanelQuestion[],
  onAnswer: (answer: PanelAnswer) => void,
  signal: AbortSignal,
): Promise<void> {
  const path = `/api/v1/dashboards/${encodeURIComponent(uid)}/query`;
  const response = await send(path, { method: 'POST', body: { ...question, panels }, signal });
  if (response.body === null) return;
  await readNdjson(response.body, (value) => onAnswer(value as PanelAnswer));
}

/** The events of one annotation of the file; `place` is the one in its list, from 0. */
export async function fetchAnnotation(
  uid: string,
  question: DashboardQuestion,
  place: number,
  signal: AbortSignal,
): Promise<AnnotationAnswer> {
  const path = `/api/v1/dashboards/${encodeURIComponent(uid)}/annotations`;
  const response = await send(path, { method: 'POST', body: { ...question, annotations: [place] }, signal });
  let answer: AnnotationAnswer | undefined;
  if (response.body !== null) {
    await readNdjson(response.body, (value) => {
      answer = value as AnnotationAnswer;
    });
  }
  if (answer === undefined) throw new Error('The server ended its answer before it came to this annotation.');
  return answer;
}
