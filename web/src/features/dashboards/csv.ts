import type { FrameJson } from '../../panels/panel';

/** Rows of texts as a CSV file (RFC 4180), with the mark that makes spreadsheets read it as UTF-8. */
export function toCsv(rows: string[][]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers are left alone. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && !isNumber(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

export interface FrameTable {
  header: string[];
  rows: string[][];
}

/** The first rows of a frame as texts. Times are written by `timeText`; labels tell fields of one name apart. */
export function tableOf(
  frame: FrameJson,
  timeText: (time: number) => string,
  most = Number.POSITIVE_INFINITY,
): FrameTable {
  const { fields } = frame.schema;
  const header = fields.map(({ name, labels }) => {
    const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}="${value}"`);
    return pairs.length === 0 ? name : `${name} {${pairs.join(', ')}}`;
  });
  const length = Math.min(most, frame.data.values[0]?.length ?? 0);
  const rows = Array.from({ length }, (_, index) =>
    fields.map(({ type }, column) => textOf(frame.data.values[column]?.[index], type, timeText)),
  );
  return { header, rows };
}

function textOf(value: unknown, type: string, timeText: (time: number) => string): string {
  if (value === null || value === undefined) return '';
  if (type === 'time' && typeof value === 'number') return timeText(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
