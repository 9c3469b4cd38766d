import { useElementSize, useIntersection } from '@mantine/hooks';
import { useId, useMemo, useState } from 'react';
import type { PanelModel } from '../../panels/panel';
import { linkNotes, linksOf } from './links';
import classes from './Panel.module.css';
import { PanelBody } from './PanelBody';
import { PanelHeader } from './PanelHeader';
import { PanelInspector } from './PanelInspector.lazy';
import { framesOf, noticesOf, reducedIn } from './panelState';
import { useScope } from './scope';
import { linkContextOf, textsOf } from './texts';
import { usePanelState } from './usePanelState';

/** One panel: its frame, what it says about itself, and what it shows. */
export function Panel({ panel }: { panel: PanelModel }) {
  const scope = useScope();
  const titleId = useId();
  const { ref: sizeRef, width, height } = useElementSize();
  const { ref: viewRef, entry } = useIntersection({ rootMargin: '300px 0px' });
  const state = usePanelState(panel, width, entry?.isIntersecting ?? false);
  const [unsupported, setUnsupported] = useState<string[]>([]);
  const [inspecting, setInspecting] = useState(false);
  const replaceVariables = useMemo(() => textsOf(scope, panel, width), [scope, panel, width]);
  const frames = useMemo(
    () => (state.answer === null ? [] : framesOf(state.answer, panel.targets ?? [])),
    [state.answer, panel.targets],
  );
  const notes = useMemo(
    () => [
      ...noticesOf(frames),
      ...unsupported,
      ...linkNotes(linksOf(panel), linkContextOf(scope, replaceVariables)),
    ],
    [frames, unsupported, panel, scope, replaceVariables],
  );
  const reduced = useMemo(() => reducedIn(frames), [frames]);
  const title = replaceVariables(panel.title ?? '', undefined, 'text');
  return (
    <article
      ref={viewRef}
      className={classes.panel}
      data-panel-id={panel.id}
      data-transparent={panel.transparent === true}
      data-untitled={title === ''}
      aria-labelledby={titleId}
    >
      <PanelHeader
        panel={panel}
        title={title}
        titleId={titleId}
        state={state}
        notes={notes}
        reduced={reduced}
        replaceVariables={replaceVariables}
        onInspect={() => setInspecting(true)}
      />
      <div ref={sizeRef} className={classes.body} data-panel-body>
        <PanelBody
          panel={panel}
          state={state}
          frames={frames}
          width={width}
          height={height}
          replaceVariables={replaceVariables}
          onNotes={setUnsupported}
        />
      </div>
      {inspecting && (
        <PanelInspector
          panel={panel}
          title={title}
          state={state}
          frames={frames}
          width={width}
          onClose={() => setInspecting(false)}
        />
      )}
    </article>
  );
}
