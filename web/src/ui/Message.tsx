import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './Message.module.css';

interface Props {
  icon: LucideIcon;
  title: string;
  tone?: 'calm' | 'warning' | 'alarm';
  children?: ReactNode;
  action?: ReactNode;
}

/** Says what happened instead of the thing that should be here. */
export function Message({ icon: Icon, title, tone = 'calm', children, action }: Props) {
  return (
    <div className={classes.message} data-tone={tone} role={tone === 'calm' ? 'status' : 'alert'}>
      <Icon size={22} strokeWidth={1.75} aria-hidden className={classes.icon} />
      <p className={classes.title}>{title}</p>
      {children !== undefined && <div className={classes.text}>{children}</div>}
      {action}
    </div>
  );
}
