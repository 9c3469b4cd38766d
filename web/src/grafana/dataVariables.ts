import {
  type DataFrame,
  type DisplayValue,
  type Field,
  FieldType,
  formatLabels,
  formattedValueToString,
  getFieldDisplayName,
  getFrameDisplayName,
} from '@grafana/data';

/** What Grafana's field code passes along with a text that belongs to a field: where in the data we are. */
interface DataContext {
  data: DataFrame[];
  frame: DataFrame;
  frameIndex: number;
  field: Field;
  rowIndex?: number;
  calculatedValue?: DisplayValue;
}

/** `__series`, `__field`, `__value` and `__data`; undefined when the text does not belong to data. */
export function dataVariable(
  name: string,
  path: string | undefined,
  scoped: Record<string, unknown> | undefined,
): string | undefined {
  const context = (scoped?.__dataContext as { value?: DataContext } | undefined)?.value;
  if (!context) {
    return undefined;
  }
  switch (name) {
    case '__series':
      return getFrameDisplayName(context.frame, context.frameIndex);
    case '__field':
      return ofField(path ?? 'displayName', context);
    case '__value':
      return ofValue(path ?? 'text', context);
    case '__data':
      return path === undefined ? undefined : ofRow(path, context);
    default:
      return undefined;
  }
}

function ofField(path: string, { field, frame, data }: DataContext): string | undefined {
  if (path === 'name') {
    return field.name;
  }
  if (path === 'displayName') {
    return getFieldDisplayName(field, frame, data);
  }
  if (path === 'labels') {
    return formatLabels(field.labels ?? {});
  }
  return path.startsWith('labels.') ? (field.labels?.[path.slice('labels.'.length)] ?? '') : undefined;
}

function ofValue(path: string, context: DataContext): string | undefined {
  const { field, frame, rowIndex, calculatedValue } = context;
  if (path === 'time') {
    const time = frame.fields.find((f) => f.type === FieldType.time);
    return time && rowIndex !== undefined ? String(time.values[rowIndex]) : '';
  }
  const raw: unknown = rowIndex === undefined ? undefined : field.values[rowIndex];
  const display = calculatedValue ?? (rowIndex === undefined ? undefined : field.display?.(raw));
  if (!display) {
    return undefined;
  }
  switch (path) {
    case 'raw':
      return String(raw ?? display.numeric);
    case 'numeric':
      return String(display.numeric);
    case 'text':
      return formattedValueToString(display);
    default:
      return undefined;
  }
}

/** `fields[0]`, `fields["name"]`, `fields.name`, each with `.text` or `.numeric` after it. */
function ofRow(path: string, { frame, rowIndex, data }: DataContext): string | undefined {
  const match = /^fields(?:\[(\d+)\]|\["?([^"\]]+)"?\]|\.([^.]+))(?:\.(text|numeric))?$/.exec(path);
  if (!match || rowIndex === undefined) {
    return undefined;
  }
  const [, index, quoted, dotted, part] = match;
  const name = quoted ?? dotted;
  const field =
    index !== undefined
      ? frame.fields[Number(index)]
      : frame.fields.find((f) => f.name === name || getFieldDisplayName(f, frame, data) === name);
  if (!field) {
    return undefined;
  }
  const value: unknown = field.values[rowIndex];
  if (part === 'numeric') {
    return String(field.display?.(value).numeric ?? value);
  }
  return part === 'text' && field.display
    ? formattedValueToString(field.display(value))
    : String(value ?? '');
}
