import { Button, Group, Modal, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import type { PanelAnswer } from '../../api/dashboards';
import { formatIso, formatTime } from '../../grafana/time';
import type { FrameJson, PanelModel } from '../../panels/panel';
import { Trouble } from '../../ui/Trouble';
import { tableOf, toCsv } from './csv';
import classes from './PanelInspector.module.css';
import { questionOf } from './panelQuestion';
import { framesOf, type PanelState, reducedIn, rowCount } from './panelState';
import { useScope } from './scope';

interface Props {
  panel: PanelModel;
  title: string;
  state: PanelState;
  frames: FrameJson[];
  width: number;
  onClose: () => void;
}

/** More rows than anybody reads here; the file to download has them all. */
const MOST_ROWS = 500;

export default function PanelInspector({ panel, title, state, frames: shown, width, onClose }: Props) {
  const { user } = useScope();
  const whole = useWhole(panel, shown, width);
  const isReduced = reducedIn(shown).length > 0;
  const answer = isReduced ? whole.data : state.answer;
  const frames = isReduced && answer ? framesOf(answer, panel.targets ?? []) : shown;
  const mayReadSql = user.role !== 'viewer';
  return (
    <Modal
      opened
      onClose={onClose}
      size="min(1100px, 94vw)"
      title={`Inspect: ${title || `panel ${panel.id}`}`}
    >
      {whole.isError && <Trouble failure={whole.error} onRetry={() => whole.refetch()} />}
      {whole.isLoading && <p className={classes.summary}>Loading the rows that the drawing left out …</p>}
      {answer !== undefined && (
        <>
          <p className={classes.summary}>{summaryOf(answer, frames)}</p>
          <Tabs defaultValue="data" keepMounted={false}>
            <Tabs.List className={classes.tabs}>
              <Tabs.Tab value="data">Data</Tabs.Tab>
              {mayReadSql && <Tabs.Tab value="sql">SQL</Tabs.Tab>}
              <Tabs.Tab value="panel">Panel JSON</Tabs.Tab>
              <Tabs.Tab value="frames">Data JSON</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="data">
              <Data frames={frames} name={title || `panel-${panel.id}`} />
            </Tabs.Panel>
            <Tabs.Panel value="sql">
              <Sql state={state} />
            </Tabs.Panel>
            <Tabs.Panel value="panel">
              <Code text={JSON.stringify(panel, null, 2)} label="The panel in the file" />
            </Tabs.Panel>
            <Tabs.Panel value="frames">
              <Code text={JSON.stringify(frames, null, 2)} label="The data as the server sent them" />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Modal>
  );
}

/** All rows, where the panel was drawn from some of them. They are asked for once, while the inspector is open. */
function useWhole(panel: PanelModel, shown: FrameJson[], width: number) {
  const { dashboard, loader, time } = useScope();
  return useQuery({
    queryKey: ['whole panel', dashboard.uid, panel.id],
    queryFn: async ({ signal }) => {
      const answer = await loader.once((now) => questionOf(panel, width, time, now), signal);
      const [trouble] = Object.values(answer.results).flatMap(({ error }) => error ?? []);
      if (trouble !== undefined) throw new Error(trouble);
      return answer;
    },
    enabled: reducedIn(shown).length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}

function summaryOf(answer: PanelAnswer | null, frames: FrameJson[]): string {
  if (answer === null) return 'There is no answer yet.';
  const rows = rowCount(frames);
  return `${rows} ${rows === 1 ? 'row' : 'rows'} in ${frames.length} ${frames.length === 1 ? 'frame' : 'frames'}; the server took ${answer.elapsedMs} ms.`;
}

function Data({ frames, name }: { frames: FrameJson[]; name: string }) {
  const { time } = useScope();
  if (frames.length === 0) return <p className={classes.summary}>No data.</p>;
  return frames.map((frame, index) => {
    const { header, rows } = tableOf(frame, (instant) => formatTime(instant, time.timeZone), MOST_ROWS);
    const label = frame.schema.name || frame.schema.refId || String(index + 1);
    return (
      // Frames have no name of their own that is sure to differ; their order is all that tells them apart.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <section key={index} className={classes.frame}>
        <Group justify="space-between" mb={6}>
          <h3 className={classes.frameTitle}>{label}</h3>
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<Download size={14} aria-hidden />}
            onClick={() => download(`${name} ${label}.csv`, csvOf(frame, time.timeZone))}
          >
            CSV
          </Button>
        </Group>
        <Rows header={header} rows={rows} of={rowCount([frame])} label={`Data of ${label}`} />
      </section>
    );
  });
}

interface RowsProps {
  header: string[];
  /** The first ones of all. */
  rows: string[][];
  of: number;
  label: string;
}

function Rows({ header, rows, of, label }: RowsProps) {
  return (
    // A region that scrolls must be reachable with the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={classes.scroll} tabIndex={0} aria-label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {header.map((name, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns may share a name, and never change places here
              <th key={column} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
            <tr key={index}>
              {row.map((text, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {of > rows.length && (
        <p className={classes.summary}>
          The first {rows.length} of {of} rows; the CSV file has all.
        </p>
      )}
    </section>
  );
}

function Sql({ state }: { state: PanelState }) {
  const results = Object.entries(state.answer?.results ?? {});
  if (results.length === 0) return <p className={classes.summary}>Nothing ran yet.</p>;
  return results.map(([refId, { frames }]) => (
    <section key={refId} className={classes.frame}>
      <h3 className={classes.frameTitle}>{refId}</h3>
      <Code
        text={frames?.[0]?.schema.meta?.executedQueryString ?? 'The server did not say what it ran.'}
        label={`SQL of ${refId}`}
      />
    </section>
  ));
}

function Code({ text, label }: { text: string; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={label}>
      <pre className={classes.code}>{text}</pre>
    </section>
  );
}

/** Times with their offset, so that the file means the same everywhere. */
function csvOf(frame: FrameJson, timeZone: string): string {
  const { header, rows } = tableOf(frame, (instant) => formatIso(instant, timeZone));
  return toCsv([header, ...rows]);
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replace(/[\\/:*?"<>|]/g, '_');
  link.click();
  URL.revokeObjectURL(url);
}
