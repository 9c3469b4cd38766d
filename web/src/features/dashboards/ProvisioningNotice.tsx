import { useQuery } from '@tanstack/react-query';
import { FileWarning } from 'lucide-react';
import { fetchProvisioning } from '../../api/dashboards';
import classes from './ProvisioningNotice.module.css';

/** Files of the provisioning folder that could not be used. What they hold is missing from the list, so it is said above it. */
export function ProvisioningNotice() {
  const report = useQuery({
    queryKey: ['provisioning'],
    queryFn: ({ signal }) => fetchProvisioning(signal),
    refetchInterval: 60_000,
  });
  const problems = report.data?.problems ?? [];
  if (report.data === undefined || problems.length === 0) return null;
  return (
    <section className={classes.notice} aria-labelledby="provisioning">
      <h2 id="provisioning" className={classes.title}>
        <FileWarning size={18} aria-hidden />
        {problems.length === 1 ? 'One file could not be used' : `${problems.length} files could not be used`}
      </h2>
      <p className={classes.folder}>
        In <code>{report.data.folder}</code>. Everything else works; a corrected file is read again by itself.
      </p>
      <dl className={classes.list}>
        {problems.map(({ file, problem, advice }) => (
          <div key={`${file}\n${problem}`} className={classes.problem}>
            <dt>
              <code>{file}</code>
            </dt>
            <dd>{problem}</dd>
            <dd className={classes.advice}>{advice}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
