import { isFieldMatcher } from '../grafana/frames';
import { standardOptions } from '../grafana/registries';
import type { PanelModel } from './panel';
import type { Understood } from './view';

/** Values that mean "nothing special" for an option that we do not know. */
const neutral: readonly unknown[] = [undefined, null, '', false, 'auto', 'none', 'off', 'default'];

function isNeutral(value: unknown): boolean {
  return (
    neutral.includes(value) ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  );
}

/** One sentence for everything in the file that this view does not follow. */
export function optionNotes(panel: PanelModel, understood: Understood): string[] {
  const matchers = (panel.fieldConfig?.overrides ?? []).map(({ matcher }) => matcher.id);
  const unknown = matchers.filter((id) => !isFieldMatcher(id));
  return [
    ...[...new Set(unreadOptions(panel, understood))].map(
      (path) => `The option “${path}” is not supported; the panel is drawn without it.`,
    ),
    ...new Set(refusedOptions(panel, understood)),
    ...[...new Set(unknown)].map(
      (id) => `Overrides for fields “${id}” are not supported; they are not applied.`,
    ),
  ];
}

function unreadOptions({ options = {}, fieldConfig }: PanelModel, understood: Understood): string[] {
  const { defaults = {}, overrides = [] } = fieldConfig ?? {};
  return [
    ...unreadPaths(options, 'options', understood),
    ...unreadPaths(defaults.custom ?? {}, 'custom', understood),
    ...Object.keys(defaults).filter(
      (id) => id !== 'custom' && !isStandard(id, understood) && !isNeutral(defaults[id]),
    ),
    ...overrides.flatMap(({ properties }) =>
      properties.filter(({ id, value }) => !isReadOverride(id, value, understood)).map(({ id }) => id),
    ),
  ];
}

function refusedOptions({ options, fieldConfig }: PanelModel, understood: Understood): string[] {
  const { defaults = {}, overrides = [] } = fieldConfig ?? {};
  const set = { options, custom: defaults.custom };
  const properties = overrides.flatMap((override) => override.properties);
  return [
    ...refusedValues((path) => valueAt(set, path), understood),
    ...properties.flatMap(({ id, value }) =>
      refusedValues(
        // An override holds the value at its own id; a limited path may lie below it.
        (path) => (path.startsWith(id) ? valueAt({ at: value }, `at${path.slice(id.length)}`) : undefined),
        understood,
      ),
    ),
  ];
}

function isStandard(id: string, { unread = [] }: Understood): boolean {
  return (standardOptions.includes(id) && !unread.includes(id)) || id === 'displayNameFromDS';
}

function isReadOverride(id: string, value: unknown, understood: Understood): boolean {
  if (!id.startsWith('custom.')) {
    return isStandard(id, understood) || isNeutral(value);
  }
  return isRead(id.split('.'), understood) || isHarmless(id, value, understood);
}

function unreadPaths(value: unknown, path: string, understood: Understood): string[] {
  if (isRead(path.split('.'), understood) || isHarmless(path, value, understood)) {
    return [];
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, entry]) => unreadPaths(entry, `${path}.${key}`, understood));
  }
  return [path];
}

function isRead([root, ...rest]: string[], understood: Understood): boolean {
  const known = root === 'options' ? understood.options : understood.custom;
  return rest.some((_, i) => known.includes(rest.slice(0, i + 1).join('.')));
}

function isHarmless(path: string, value: unknown, { harmless }: Understood): boolean {
  return harmless?.[path]?.includes(value) ?? isNeutral(value);
}

function refusedValues(get: (path: string) => unknown, { limited = {} }: Understood): string[] {
  return Object.entries(limited).flatMap(([path, allowed]) => {
    const value = get(path);
    return value === undefined || value === null || allowed.includes(value)
      ? []
      : [`The value “${String(value)}” of the option “${path}” is not supported; the usual one is used.`];
  });
}

function valueAt(root: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at ? (at as Record<string, unknown>)[key] : undefined),
      root,
    );
}
