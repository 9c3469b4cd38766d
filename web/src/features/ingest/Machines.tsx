import { Button, TextInput } from '@mantine/core';
import { RadioTower, Search, X } from 'lucide-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { IngestAccount } from '../../api/ingest';
import { duration } from '../../format/durations';
import { count } from '../../format/numbers';
import { withParameter } from '../../ui/address';
import { DataTable } from '../../ui/DataTable';
import { Message } from '../../ui/Message';
import { exactTime } from '../../ui/Moment';
import { NoMatch } from '../../ui/NoMatch';
import { type Concern, concernCounts, matching, SILENT_AFTER } from './health';
import classes from './Ingest.module.css';
import { MACHINE_COLUMNS } from './machineColumns';

const CONCERNS: { id: Concern; title: string }[] = [
  { id: 'silent', title: 'Silent' },
  { id: 'rejected', title: 'With rejected points' },
  { id: 'clock', title: 'Clock off' },
];

export function Machines({ account }: { account: IngestAccount }) {
  const { machines, machinesLeftOut } = account;
  return (
    <section className={classes.section} aria-labelledby="machines">
      <h2 id="machines" className={classes.sectionTitle}>
        Machines <span className={classes.muted}>{count(machines.length)}</span>
      </h2>
      {machines.length === 0 ? <NoMachines since={account.since} /> : <KnownMachines account={account} />}
      {machinesLeftOut > 0 && (
        <p className={classes.small}>
          These are the {count(machines.length)} machines that sent last. More have sent since the server
          started; they count in the sums above.
        </p>
      )}
    </section>
  );
}

function KnownMachines({ account }: { account: IngestAccount }) {
  const { machines, now } = account;
  const [search, setSearch] = useSearchParams();
  const text = search.get('machine') ?? '';
  const concern = CONCERNS.find(({ id }) => id === search.get('concern'))?.id ?? null;
  const set = (name: string, value: string | null) =>
    setSearch((before) => withParameter(before, name, value || null), { replace: true });
  const shown = useMemo(() => matching(machines, text, concern, now), [machines, text, concern, now]);
  return (
    <>
      <div className={classes.filters}>
        <TextInput
          className={classes.search}
          size="xs"
          aria-label="Search machines"
          placeholder="Search machines"
          leftSection={<Search size={14} aria-hidden />}
          value={text}
          onChange={(event) => set('machine', event.currentTarget.value)}
        />
        <Concerns account={account} chosen={concern} onChoose={(next) => set('concern', next)} />
        <p className={classes.caption}>{explanation(concern)}</p>
      </div>
      {shown.length === 0 ? (
        <div className={classes.none}>
          <NoMatch what="machine" onClear={() => setSearch({}, { replace: true })} />
        </div>
      ) : (
        <DataTable
          label="Machines that sent points"
          columns={MACHINE_COLUMNS}
          rows={shown}
          keyOf={({ machine }) => machine ?? ''}
          now={now}
          initialSorting={[{ id: 'machine', desc: false }]}
        />
      )}
    </>
  );
}

function explanation(concern: Concern | null): string {
  switch (concern) {
    case 'clock':
      return 'The newest points of these machines arrive more than a minute away from the server’s time. Set their clocks by a time server (NTP); where a clock is right, a buffer on the way holds points back.';
    case 'rejected':
      return 'Of these machines at least one point was not stored. The reasons are below, under Rejections.';
    default:
      return `A machine is silent when nothing came from it for ${duration(SILENT_AFTER)}: at a message every half minute, ten are missing.`;
  }
}

interface ConcernsProps {
  account: IngestAccount;
  chosen: Concern | null;
  onChoose: (concern: Concern | null) => void;
}

function Concerns({ account, chosen, onChoose }: ConcernsProps) {
  const counts = useMemo(() => concernCounts(account.machines, account.now), [account]);
  return (
    <fieldset className={classes.concerns} aria-label="Only machines that are">
      {CONCERNS.map(({ id, title }) => (
        <Button
          key={id}
          size="compact-xs"
          variant={id === chosen ? 'filled' : 'default'}
          aria-pressed={id === chosen}
          disabled={counts[id] === 0 && id !== chosen}
          rightSection={id === chosen ? <X size={12} aria-hidden /> : null}
          onClick={() => onChoose(id === chosen ? null : id)}
        >
          {title} {count(counts[id])}
        </Button>
      ))}
    </fieldset>
  );
}

function NoMachines({ since }: { since: number }) {
  return (
    <div className={classes.none}>
      <Message icon={RadioTower} title="Nothing has come in yet">
        Since the server started at {exactTime(since)} no machine has sent anything. Machines send their
        points to /api/v1/metrics, /write, /api/v2/write or /ws/ingest, with a token that an administrator
        makes with <code>andon token create</code>.
      </Message>
    </div>
  );
}
