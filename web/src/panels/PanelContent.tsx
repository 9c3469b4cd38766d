import './panels.css';
import { Suspense, useMemo } from 'react';
import { prepareFrames } from '../grafana/frames';
import { ErrorBoundary } from './ErrorBoundary';
import { optionNotes } from './notes';
import type { PanelViewProps } from './panel';
import { type FoundType, findPanelType } from './registry';
import { PanelMessage } from './shared/PanelMessage';
import { useNotes } from './useNotes';

/** What stands inside the frame of a panel. */
export function PanelContent(props: PanelViewProps) {
  const { panel, frames } = props;
  const found = findPanelType(panel.type);
  const { id, title, type } = panel;
  const name = title ? `“${title}” (${type})` : `${id} (${type})`;
  if (!found) {
    return <UnknownPanel {...props} name={name} />;
  }
  return (
    <ErrorBoundary name={name} attempt={frames}>
      <Suspense fallback={<div className="andon-panel-loading" aria-busy="true" />}>
        <KnownPanel {...props} found={found} />
      </Suspense>
    </ErrorBoundary>
  );
}

function UnknownPanel({ panel, onNotes, name }: PanelViewProps & { name: string }) {
  useNotes([`Panels of the type “${panel.type}” are not supported.`], onNotes);
  return (
    <PanelMessage
      title={`The panel ${name} cannot be shown.`}
      detail={`Andon does not know the panel type “${panel.type}”. Its query and data are not affected.`}
    />
  );
}

function KnownPanel({ found, ...props }: PanelViewProps & { found: FoundType }) {
  const { panel, frames, theme, timeZone, replaceVariables, onNotes } = props;
  const { View, assumed, understood } = found.type;
  const prepared = useMemo(
    () => prepareFrames(frames, { panel, defaults: assumed, theme, timeZone, replaceVariables }),
    [frames, panel, assumed, theme, timeZone, replaceVariables],
  );
  const ofOptions = useMemo(
    () =>
      found.successor
        ? [
            `This panel was made for “${panel.type}”; it is drawn as “${found.successor}” with that type's defaults.`,
          ]
        : optionNotes(panel, understood),
    [panel, understood, found.successor],
  );
  useNotes([...ofOptions, ...prepared.notes], onNotes);
  return <View {...props} prepared={prepared} />;
}
