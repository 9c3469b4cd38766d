import type { Machine } from '../../api/machines';

export interface MachineFilter {
  text: string;
  area: string | null;
  retired: boolean;
}

/** Every word must be somewhere in what the table shows of a machine. */
export function matching(machines: Machine[], { text, area, retired }: MachineFilter): Machine[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return machines.filter((machine) => {
    const { id, name, site, line, status } = machine;
    const place = [id, name, site, machine.area, line, status].join('\n').toLowerCase();
    return (
      (machine.retired !== null) === retired &&
      (area === null || machine.area === area) &&
      words.every((word) => place.includes(word))
    );
  });
}

export function areasOf(machines: Machine[]): string[] {
  const areas = new Set(machines.flatMap(({ area }) => area ?? []));
  return [...areas].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
}
