import { ChevronDown, ChevronRight, LayoutDashboard, SearchX } from 'lucide-react';
import { useState } from 'react';
import type { RowModel } from '../../api/dashboards';
import { Message } from '../../ui/Message';
import { heightOf, type PlacedPanel, type Section } from './grid';
import { Panel } from './Panel';
import classes from './PanelGrid.module.css';
import { useScope } from './scope';
import { textsOf } from './texts';

/** All panels in their grid, or the one that fills the page. */
export function PanelGrid({ sections, viewed }: { sections: Section[]; viewed: number | null }) {
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set());
  const toggle = (id: number) => {
    const next = new Set(toggled);
    if (!next.delete(id)) next.add(id);
    setToggled(next);
  };
  if (sections.length === 0) return <Message icon={LayoutDashboard} title="This dashboard has no panels" />;
  if (viewed !== null) return <ViewedPanel sections={sections} id={viewed} />;
  return (
    <div className={classes.sections}>
      {sections.map(({ row, panels: own }) => {
        const open = row === null || (row.collapsed === true) === toggled.has(row.id);
        return (
          <section key={row?.id ?? 'top'} className={classes.section}>
            {row !== null && (
              <RowHeader row={row} open={open} count={own.length} onToggle={() => toggle(row.id)} />
            )}
            {open && own.length > 0 && (
              <div className={classes.grid}>
                {own.map((placed) => (
                  <Cell key={placed.panel.id} placed={placed} />
                ))}
              </div>
            )}
          </section>
        );
      })}
    </div>
  );
}

function Cell({ placed: { panel, x, y, w, h } }: { placed: PlacedPanel }) {
  const place = {
    '--column': `${x + 1} / span ${w}`,
    '--row': `${y + 1} / span ${h}`,
    '--height': `${heightOf(h)}px`,
  } as React.CSSProperties;
  return (
    <div className={classes.cell} style={place}>
      <Panel panel={panel} />
    </div>
  );
}

function ViewedPanel({ sections, id }: { sections: Section[]; id: number }) {
  const found = sections.flatMap(({ panels }) => panels).find(({ panel }) => panel.id === id);
  if (found === undefined) {
    return (
      <Message icon={SearchX} title="There is no such panel">
        The address asks for panel {id}, which this dashboard does not have.
      </Message>
    );
  }
  return (
    <div className={classes.viewed}>
      <Panel panel={found.panel} />
    </div>
  );
}

interface RowProps {
  row: RowModel;
  open: boolean;
  count: number;
  onToggle: () => void;
}

function RowHeader({ row, open, count, onToggle }: RowProps) {
  const scope = useScope();
  const title = textsOf(scope, row)(row.title ?? '', undefined, 'text') || 'Row';
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <div className={classes.row}>
      <h2 className={classes.rowTitle}>
        <button type="button" className={classes.rowButton} aria-expanded={open} onClick={onToggle}>
          <Chevron size={16} aria-hidden />
          {title}
          {!open && <span className={classes.count}>{count === 1 ? '1 panel' : `${count} panels`}</span>}
        </button>
      </h2>
    </div>
  );
}
