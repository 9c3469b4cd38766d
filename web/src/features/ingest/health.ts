import type { MachineAccount } from '../../api/ingest';

/** Most machines send every half minute or more often: after five minutes ten messages in a row are missing. */
export const SILENT_AFTER = 5 * 60_000;

/** Points of a minute are what charts and alarms work with, so a clock may not be off by more. */
const SKEW_LIMIT = 60_000;

export function isSilent(machine: MachineAccount, now: number): boolean {
  return now - machine.lastSeen > SILENT_AFTER;
}

export function isSkewed({ clockSkewMillis }: MachineAccount): boolean {
  return clockSkewMillis !== null && Math.abs(clockSkewMillis) > SKEW_LIMIT;
}

export type Concern = 'silent' | 'rejected' | 'clock';

export function hasConcern(machine: MachineAccount, concern: Concern, now: number): boolean {
  switch (concern) {
    case 'silent':
      return isSilent(machine, now);
    case 'rejected':
      return machine.rejected > 0;
    case 'clock':
      return isSkewed(machine);
  }
}

export function concernCounts(machines: MachineAccount[], now: number): Record<Concern, number> {
  const countOf = (concern: Concern) =>
    machines.reduce((sum, machine) => sum + Number(hasConcern(machine, concern, now)), 0);
  return { silent: countOf('silent'), rejected: countOf('rejected'), clock: countOf('clock') };
}

export const NAMELESS = '(no usable name)';

export function nameOf({ machine }: MachineAccount): string {
  return machine ?? NAMELESS;
}

/** Every word must be somewhere in the name. */
export function matching(
  machines: MachineAccount[],
  text: string,
  concern: Concern | null,
  now: number,
): MachineAccount[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && concern === null) return machines;
  return machines.filter((machine) => {
    const name = nameOf(machine).toLowerCase();
    return (
      words.every((word) => name.includes(word)) && (concern === null || hasConcern(machine, concern, now))
    );
  });
}
