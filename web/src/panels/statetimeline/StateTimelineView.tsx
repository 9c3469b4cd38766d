import { useMemo } from 'react';
import { OptionReader } from '../options';
import type { ViewProps } from '../view';
import { lasting, rowsOf } from './rows';
import { StatesPanel } from './StatesPanel';

export default function StateTimelineView(props: ViewProps) {
  const { panel, prepared, range, theme } = props;
  const merge = new OptionReader(panel.options).flag('mergeValues', true);
  // The last state is known to last until now, not into the future.
  const end = Math.min(range.to, Math.max(Date.now(), range.from));
  const rows = useMemo(
    () => rowsOf(prepared.frames, { merge, theme, lineWidth: 0, segments: lasting(merge, end) }),
    [prepared, merge, end, theme],
  );
  return <StatesPanel {...props} rows={rows} merge={merge} />;
}
