import { ActionIcon, Menu, Popover, VisuallyHidden } from '@mantine/core';
import {
  ClockAlert,
  EllipsisVertical,
  ExternalLink,
  Maximize2,
  Minimize2,
  Table2,
  TriangleAlert,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { formatTime } from '../../grafana/time';
import type { PanelModel, Reduced, ReplaceVariables } from '../../panels/panel';
import { useLater } from '../../ui/useLater';
import { addressOf, linksOf } from './links';
import { About, DrawnFrom, Lines, Notes } from './Marks';
import classes from './Panel.module.css';
import { overrideText } from './panelQuestion';
import type { PanelState } from './panelState';
import { useScope } from './scope';
import { linkContextOf } from './texts';
import { troubleTitle } from './troubleWords';
import { useAddress } from './useAddress';

interface Props {
  panel: PanelModel;
  title: string;
  titleId: string;
  state: PanelState;
  notes: string[];
  reduced: Reduced[];
  replaceVariables: ReplaceVariables;
  onInspect: () => void;
}

export function PanelHeader(props: Props) {
  const { panel, title, titleId, state, notes, reduced, replaceVariables, onInspect } = props;
  const { time } = useScope();
  const slow = useLater(400, state.asking);
  const override = overrideText(panel, time.timeZone);
  return (
    <header className={classes.header}>
      {slow && <div className={classes.busy} role="progressbar" aria-label={`Loading ${title}`} />}
      <h3 id={titleId} className={classes.title} title={title}>
        {title === '' ? <VisuallyHidden>Panel {panel.id}</VisuallyHidden> : title}
      </h3>
      {panel.description ? <About text={replaceVariables(panel.description)} /> : null}
      {override !== null && <span className={classes.override}>{override}</span>}
      <div className={classes.tools}>
        {state.answer !== null && state.troubles.length > 0 && <TroubleMark state={state} />}
        <DrawnFrom reduced={reduced} onInspect={onInspect} />
        <Notes notes={notes} />
        <PanelMenu panel={panel} title={title} replaceVariables={replaceVariables} onInspect={onInspect} />
      </div>
    </header>
  );
}

/** The panel shows something, but not all or not the newest. */
function TroubleMark({ state }: { state: PanelState }) {
  const { time } = useScope();
  const answered = Object.values(state.answer?.results ?? {});
  const stale = answered.every(({ error }) => error === undefined);
  const since = state.answeredAt === null ? '' : formatTime(state.answeredAt, time.timeZone, 'HH:mm:ss');
  return (
    <Notice
      label={stale ? `Not refreshed since ${since}` : 'Incomplete'}
      icon={stale ? <ClockAlert size={14} aria-hidden /> : <TriangleAlert size={14} aria-hidden />}
      text={stale ? `as of ${since}` : 'incomplete'}
      lines={state.troubles.map(
        ({ kind, text, refId }) => `${refId ? `${refId}: ` : ''}${troubleTitle(kind)}. ${text}`,
      )}
    />
  );
}

interface NoticeProps {
  label: string;
  icon: ReactNode;
  text: string;
  lines: string[];
}

function Notice({ label, icon, text, lines }: NoticeProps) {
  return (
    <Popover width={320} position="bottom-end" shadow="md">
      <Popover.Target>
        <button type="button" className={classes.mark} aria-label={label}>
          {icon}
          {text}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Lines lines={lines} />
      </Popover.Dropdown>
    </Popover>
  );
}

type MenuProps = Pick<Props, 'panel' | 'title' | 'replaceVariables' | 'onInspect'>;

function PanelMenu({ panel, title, replaceVariables, onInspect }: MenuProps) {
  const scope = useScope();
  const { address } = useAddress();
  const viewed = address.viewPanel === panel.id;
  const context = linkContextOf(scope, replaceVariables);
  const links = linksOf(panel).flatMap((link) => {
    const href = addressOf(link, context);
    return href === null
      ? []
      : [{ href, title: replaceVariables(link.title || href), newTab: link.targetBlank }];
  });
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          className={classes.menu}
          aria-label={`Menu of ${title || `panel ${panel.id}`}`}
        >
          <EllipsisVertical size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={viewed ? <Minimize2 size={15} /> : <Maximize2 size={15} />}
          onClick={() => scope.viewPanel(viewed ? null : panel.id)}
        >
          {viewed ? 'Whole dashboard' : 'View'}
        </Menu.Item>
        <Menu.Item leftSection={<Table2 size={15} />} onClick={onInspect}>
          Inspect
        </Menu.Item>
        {links.length > 0 && <Menu.Divider />}
        {links.map((link) => (
          <Menu.Item
            key={link.href}
            component="a"
            href={link.href}
            target={link.newTab ? '_blank' : undefined}
            rel="noopener noreferrer"
            leftSection={<ExternalLink size={15} />}
          >
            {link.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
