import { textUtil } from '@grafana/data';
import { formatTime } from './time';

/** A value as variables hold it: one text, or several when more than one can be chosen. */
export type Value = string | string[];

interface FormatContext {
  name: string;
  /** What stands after the second colon: a separator, a date pattern. */
  argument: string;
  text: Value;
  /** What the address bar holds; differs from the value for `auto` intervals. */
  urlValue: Value;
  timeZone: string;
}

type Format = (value: Value, context: FormatContext) => string;

const list = (value: Value): string[] => (Array.isArray(value) ? value : [value]);

const strictEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const strictEncodeUri = (text: string): string =>
  encodeURI(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const escapeRegex = (text: string): string => text.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');

const luceneEscape = (text: string): string => text.replace(/([!*+\-=<>\s&|()[\]{}^~?:\\/"])/g, '\\$1');

const braces = (value: Value): string =>
  Array.isArray(value) ? (value.length === 1 ? (value[0] ?? '') : `{${value.join(',')}}`) : value;

const quoted = (quote: string, escaped: string): Format => {
  const one = (text: string) => `${quote}${text.replaceAll(quote, escaped)}${quote}`;
  return (value) => list(value).map(one).join(',');
};

function regex(value: Value): string {
  const parts = list(value).map(escapeRegex);
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join('|')})`;
}

function lucene(value: Value): string {
  if (!Array.isArray(value)) {
    return luceneEscape(value);
  }
  return value.length === 0 ? '__empty__' : `(${value.map((v) => `"${luceneEscape(v)}"`).join(' OR ')})`;
}

function date(value: Value, { argument, timeZone }: FormatContext): string {
  const time = Array.isArray(value) ? Number.NaN : Number.parseInt(value, 10);
  if (Number.isNaN(time)) {
    return 'NaN';
  }
  switch (argument) {
    case '':
    case 'iso':
      return new Date(time).toISOString();
    case 'seconds':
      return String(Math.round(time / 1000));
    case 'ms':
      return String(time);
    default:
      return formatTime(time, timeZone, argument);
  }
}

function customQueryParameter(value: Value, { name, argument }: FormatContext): string {
  const [parameter = '', prefix = ''] = argument.split(':');
  return list(value)
    .map((v) => `${parameter || name}=${prefix}${strictEncode(v)}`)
    .join('&');
}

const formats: Record<string, Format> = {
  raw: (value) => list(value).join(','),
  csv: (value) => list(value).join(','),
  pipe: (value) => list(value).join('|'),
  regex,
  glob: braces,
  json: (value) => JSON.stringify(value),
  lucene,
  percentencode: (value) => strictEncode(Array.isArray(value) ? `{${value.join(',')}}` : value),
  uriencode: (value) => strictEncodeUri(Array.isArray(value) ? `{${value.join(',')}}` : value),
  singlequote: quoted("'", "\\'"),
  doublequote: quoted('"', '\\"'),
  sqlstring: quoted("'", "''"),
  distributed: (value, { name }) =>
    list(value)
      .map((v, i) => (i === 0 ? v : `${name}=${v}`))
      .join(','),
  join: (value, { argument }) => list(value).join(argument || ','),
  // Apostrophes stay, as Grafana leaves them.
  html: (value) => textUtil.escapeHtml(list(value).join(', ')).replaceAll('&#39;', "'"),
  text: (_value, { text }) => list(text).join(' + '),
  queryparam: (_value, { name, urlValue }) =>
    list(urlValue)
      .map((v) => `var-${name}=${strictEncode(v)}`)
      .join('&'),
  customqueryparam: customQueryParameter,
  date,
};

/** An unknown format means the same as none. */
export function formatValue(value: Value, format: string, context: Omit<FormatContext, 'argument'>): string {
  const colon = format.indexOf(':');
  const id = colon < 0 ? format : format.slice(0, colon);
  const argument = colon < 0 ? '' : format.slice(colon + 1);
  return (formats[id] ?? braces)(value, { ...context, argument });
}
