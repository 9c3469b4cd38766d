import { textWidth } from '../../chart/measure';
import { display, textOf } from '../../grafana/display';
import { type DataFrame, displayNameOf, type Field, FieldType } from '../../grafana/frames';
import { OptionReader } from '../options';
import { cellTypes } from './definition';

export interface CellStyle {
  type: (typeof cellTypes)[number];
  mode: 'basic' | 'gradient' | 'lcd';
  applyToRow: boolean;
  valueShown: 'color' | 'text' | 'hidden';
  wrap: boolean;
}

export interface Column {
  id: string;
  field: Field;
  name: string;
  align: 'left' | 'center' | 'right';
  width?: number;
  minWidth: number;
  style: CellStyle;
  filterable: boolean;
  headerHidden: boolean;
  /** Reducers that the field itself asks for at the foot of the table. */
  footer: string[];
}

export function columnsOf(frame: DataFrame, frames: DataFrame[]): Column[] {
  return frame.fields.flatMap((field, i) => {
    const custom = new OptionReader(field.config.custom);
    if (custom.flag('hidden', false) || custom.under('hideFrom').flag('viz', false)) {
      return [];
    }
    const name = displayNameOf(field, frame, frames);
    const style = cellStyle(custom);
    return {
      id: String(i),
      field,
      name,
      align: alignment(custom, field),
      width: custom.number('width') || undefined,
      minWidth: custom.number('minWidth') ?? contentWidth(name, field, style),
      style,
      filterable: field.config.filterable === true || custom.flag('filterable', false),
      headerHidden: custom.flag('hideHeader', false),
      footer: custom.under('footer').texts('reducers'),
    };
  });
}

function alignment(custom: OptionReader, field: Field): Column['align'] {
  const align = custom.choice('align', ['auto', 'left', 'center', 'right']);
  return align !== 'auto' ? align : field.type === FieldType.number ? 'right' : 'left';
}

/** Files before Grafana 9.5 say in one word what `cellOptions` says in two. */
const oldModes: Record<string, { type: string; mode?: string }> = {
  'color-background': { type: 'color-background', mode: 'gradient' },
  'color-background-solid': { type: 'color-background', mode: 'basic' },
  'gradient-gauge': { type: 'gauge', mode: 'gradient' },
  'lcd-gauge': { type: 'gauge', mode: 'lcd' },
  'basic-gauge': { type: 'gauge', mode: 'basic' },
  basic: { type: 'gauge', mode: 'basic' },
  json: { type: 'json-view' },
};

export function cellStyle(custom: OptionReader): CellStyle {
  const old = custom.text('displayMode');
  const source = custom.at('cellOptions') ?? (old ? (oldModes[old] ?? { type: old }) : undefined);
  const options = new OptionReader(source);
  const type = options.choice('type', cellTypes);
  const modes = type === 'gauge' ? (['basic', 'gradient', 'lcd'] as const) : (['gradient', 'basic'] as const);
  return {
    type,
    mode: options.choice<CellStyle['mode']>('mode', modes),
    applyToRow: options.flag('applyToRow', false),
    valueShown: options.choice('valueDisplayMode', ['color', 'text', 'hidden']),
    wrap: custom.flag('wrapText', false) || options.flag('wrapText', false),
  };
}

const sample = 60;
const padding = 18;

/** Tables set digits, and the signs among them, in equal widths; the measure does not know that. */
const widest = (text: string) => text.replace(/[\d.,:-]/g, '0');

/** Room for the header and for what the first rows hold, within reason. */
function contentWidth(name: string, field: Field, { type }: CellStyle): number {
  const texts = field.values
    .slice(0, sample)
    .map((value) => textWidth(widest(textOf(display(field, value))), 14));
  const content = Math.max(textWidth(name, 14, 500) + 18, ...texts);
  const extra = type === 'gauge' ? 60 : 0;
  return Math.min(420, Math.max(60, content + padding + extra));
}

/** Fixed widths stay; the others share what is left, each at least what its content needs. */
export function columnWidths(columns: Column[], available: number): number[] {
  const natural = columns.map((column) => column.width ?? column.minWidth);
  const flexible = columns.filter((column) => column.width === undefined).length;
  const rest = available - natural.reduce((sum, width) => sum + width, 0);
  const share = flexible > 0 && rest > 0 ? rest / flexible : 0;
  return columns.map((column, i) => Math.floor((natural[i] ?? 0) + (column.width === undefined ? share : 0)));
}
