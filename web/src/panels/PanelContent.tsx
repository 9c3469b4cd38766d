import type { PanelViewProps } from './panel';

export function PanelContent({ panel, frames }: PanelViewProps) {
  return (
    <div>
      {panel.type}: {frames.length}
    </div>
  );
}
