import type { Machine, MachineChange } from '../../api/machines';

/** A machine as its form holds it: texts, as they are typed. */
export interface Draft {
  id: string;
  name: string;
  site: string;
  area: string;
  line: string;
  cycle: string;
}

export const EMPTY: Draft = { id: '', name: '', site: '', area: '', line: '', cycle: '' };

export function draftOf(machine: Machine): Draft {
  const { id, name, site, area, line, ideal_cycle_seconds: cycle } = machine;
  return { id, name, site: site ?? '', area: area ?? '', line: line ?? '', cycle: cycle?.toString() ?? '' };
}

/** What the server would refuse about the cycle; null: nothing. */
export function cycleProblem(cycle: string): string | null {
  const seconds = secondsOf(cycle);
  return seconds === null || (seconds > 0 && seconds <= 86_400)
    ? null
    : 'A number of seconds like 4.5, more than 0 and at most a day';
}

function secondsOf(cycle: string): number | null {
  const text = cycle.trim();
  return text === '' ? null : Number(text);
}

/** Only what differs, so that what others changed meanwhile stays. A new machine without a name is called by its id. */
export function changeOf(before: Draft, after: Draft): MachineChange {
  const change: MachineChange = {};
  const name = after.name.trim() || after.id.trim();
  if (name !== before.name) change.name = name;
  for (const part of ['site', 'area', 'line'] as const) {
    const text = after[part].trim();
    if (text !== before[part]) change[part] = text || null;
  }
  const seconds = secondsOf(after.cycle);
  if (seconds !== secondsOf(before.cycle)) change.ideal_cycle_seconds = seconds;
  return change;
}
