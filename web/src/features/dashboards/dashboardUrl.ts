import type { VariableValues } from '../../api/dashboards';
import type { RawRange } from '../../grafana/time';

/** What the address says about a dashboard, in the words that Grafana uses; null: it says nothing. */
export interface AddressState {
  range: RawRange | null;
  timezone: string | null;
  refresh: string | null;
  viewPanel: number | null;
  kiosk: boolean;
  values: VariableValues;
}

export const ALL = '$__all';

export function readAddress(search: URLSearchParams): AddressState {
  const from = search.get('from');
  const to = search.get('to');
  return {
    range: from === null || to === null ? null : { from, to },
    timezone: search.get('timezone'),
    refresh: search.get('refresh'),
    viewPanel: panelNumber(search.get('viewPanel')),
    kiosk: search.has('kiosk'),
    values: readValues(search),
  };
}

/** Newer Grafanas write `panel-4` where older ones wrote `4`. */
function panelNumber(text: string | null): number | null {
  const digits = /^(?:panel-)?(\d+)$/.exec(text ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

function readValues(search: URLSearchParams): VariableValues {
  const values: VariableValues = {};
  for (const key of new Set(search.keys())) {
    if (!key.startsWith('var-')) continue;
    const chosen = search.getAll(key);
    // Old links say "All" in the word that people see.
    values[key.slice(4)] = chosen.length === 1 && chosen[0] === 'All' ? [ALL] : chosen;
  }
  return values;
}

export function withVariable(search: URLSearchParams, name: string, chosen: string[]): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete(`var-${name}`);
  for (const value of chosen.length === 0 ? [''] : chosen) next.append(`var-${name}`, value);
  return next;
}

export function withRange(search: URLSearchParams, range: RawRange): URLSearchParams {
  const next = new URLSearchParams(search);
  next.set('from', range.from);
  next.set('to', range.to);
  return next;
}
