import type { QuickRange, RawRange } from '../../grafana/time';
import type { TimeRange } from '../../panels/panel';

export interface TimePickerProps {
  raw: RawRange;
  /** What `raw` means at present. */
  range: TimeRange;
  /** As chosen: `browser`, `utc` or a name. */
  zoneChoice: string;
  timeZone: string;
  quickRanges: readonly QuickRange[];
  fiscalYearStartMonth?: number;
  onRange: (range: RawRange) => void;
  onZone: (zone: string) => void;
}
