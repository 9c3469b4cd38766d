import type { RejectionAccount } from '../../api/ingest';

/** As long as the chart reaches back. */
const RECENT = 10 * 60_000;

export interface RejectionGroups {
  recent: RejectionAccount[];
  earlier: RejectionAccount[];
}

/** What still happens apart from what is over; each by how often, so that the lists keep their order while one reads. */
export function groupsOf(rejections: RejectionAccount[], now: number): RejectionGroups {
  const byCount = [...rejections].sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
  const isRecent = ({ lastSeen }: RejectionAccount) => now - lastSeen <= RECENT;
  return {
    recent: byCount.filter(isRecent),
    earlier: byCount.filter((rejection) => !isRecent(rejection)),
  };
}
