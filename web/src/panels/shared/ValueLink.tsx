import type { ReactNode } from 'react';
import type { FieldDisplay } from '../../grafana/display';

/** The first data link of a value, when it has one. */
export function ValueLink({ value, children }: { value: FieldDisplay; children: ReactNode }) {
  const link = value.hasLinks ? value.getLinks?.()[0] : undefined;
  return link ? (
    <a className="andon-value-link" href={link.href} target={link.target} rel="noreferrer" title={link.title}>
      {children}
    </a>
  ) : (
    children
  );
}
