import {
  Database,
  Lock,
  type LucideIcon,
  PackageX,
  Scissors,
  ServerOff,
  TimerOff,
  TriangleAlert,
  Variable,
} from 'lucide-react';
import type { PanelModel } from '../../panels/panel';
import { Message } from '../../ui/Message';
import classes from './Panel.module.css';
import type { Trouble } from './panelState';
import { useScope } from './scope';
import { troubleTitle } from './troubleWords';

const LOOKS: Record<Trouble['kind'], { icon: LucideIcon; tone: 'calm' | 'warning' | 'alarm' }> = {
  query: { icon: TriangleAlert, tone: 'alarm' },
  forbidden: { icon: Lock, tone: 'calm' },
  timeout: { icon: TimerOff, tone: 'warning' },
  limit: { icon: Scissors, tone: 'warning' },
  unsupported: { icon: PackageX, tone: 'calm' },
  variable: { icon: Variable, tone: 'warning' },
  unavailable: { icon: Database, tone: 'alarm' },
  network: { icon: ServerOff, tone: 'alarm' },
};

/** A panel that has nothing to show because something went wrong. */
export function PanelTrouble({ panel, trouble }: { panel: PanelModel; trouble: Trouble }) {
  const { user } = useScope();
  const { icon, tone } = LOOKS[trouble.kind];
  const sql = trouble.sql ?? sqlOf(panel, trouble.refId);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, which must work with the keyboard too
    <div className={classes.scroll} tabIndex={0}>
      <Message icon={icon} tone={tone} title={troubleTitle(trouble.kind)}>
        {trouble.text}
        {trouble.kind === 'query' && sql !== undefined && user.role !== 'viewer' && (
          <details>
            <summary className={classes.summary}>SQL</summary>
            <pre className={classes.sql}>{sql}</pre>
          </details>
        )}
      </Message>
    </div>
  );
}

function sqlOf(panel: PanelModel, refId: string | undefined): string | undefined {
  const target = panel.targets?.find((each) => each.refId === refId) as { rawSql?: unknown } | undefined;
  return typeof target?.rawSql === 'string' ? target.rawSql : undefined;
}
