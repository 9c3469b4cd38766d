import { Button } from '@mantine/core';
import { Check, CircleCheck, Copy, CopyX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { IngestAccount, RejectionAccount } from '../../api/ingest';
import { count } from '../../format/numbers';
import { copyText } from '../../ui/copyText';
import { exactTime, Moment } from '../../ui/Moment';
import { doorName } from './doors';
import { NAMELESS } from './health';
import page from './Ingest.module.css';
import classes from './Rejections.module.css';
import { groupsOf } from './rejections';

/** Why points were not stored, one entry a kind of reason. */
export function Rejections({ account }: { account: IngestAccount }) {
  const { rejections, since, now } = account;
  const { recent, earlier } = groupsOf(rejections, now);
  return (
    <section id="rejections" className={page.section} aria-labelledby="why-rejected">
      <h2 id="why-rejected" className={page.sectionTitle}>
        Rejections
      </h2>
      {rejections.length === 0 && (
        <p className={classes.allGood}>
          <CircleCheck size={18} strokeWidth={1.75} aria-hidden />
          Nothing was rejected since {exactTime(since)}.
        </p>
      )}
      <Kinds title="In the last ten minutes" rejections={recent} now={now} />
      <Kinds title="Earlier" rejections={earlier} now={now} />
    </section>
  );
}

function Kinds({ title, rejections, now }: { title: string; rejections: RejectionAccount[]; now: number }) {
  if (rejections.length === 0) return null;
  return (
    <>
      <h3 className={classes.groupTitle}>{title}</h3>
      <ul className={classes.kinds}>
        {rejections.map((rejection) => (
          <Kind key={rejection.reason} rejection={rejection} now={now} />
        ))}
      </ul>
    </>
  );
}

function Kind({ rejection, now }: { rejection: RejectionAccount; now: number }) {
  const { title, lastSeen, machine, door, token, example } = rejection;
  const sentence = useRef<HTMLElement>(null);
  return (
    <li className={classes.kind}>
      <h4 className={classes.kindTitle}>{title}</h4>
      <span className={classes.kindCount}>
        {count(rejection.count)}{' '}
        <span className={page.muted}>{rejection.count === 1 ? 'point' : 'points'}</span>
      </span>
      <div className={classes.example}>
        <code ref={sentence}>{example}</code>
        <CopyButton what={title} element={sentence} />
      </div>
      <p className={classes.origin}>
        Last <Moment time={lastSeen} now={now} />: machine <b>{machine ?? NAMELESS}</b>, by {doorName(door)}
        {token !== null && (
          <>
            , with token <b>{token}</b>
          </>
        )}
      </p>
    </li>
  );
}

type Copied = 'not yet' | 'copied' | 'refused';

const COPY_LOOKS = {
  'not yet': { icon: Copy, text: 'Copy' },
  copied: { icon: Check, text: 'Copied' },
  refused: { icon: CopyX, text: 'Press Ctrl+C' },
} as const;

function CopyButton({ what, element }: { what: string; element: { current: HTMLElement | null } }) {
  const [state, setState] = useState<Copied>('not yet');
  useEffect(() => {
    if (state === 'not yet') return;
    const timer = setTimeout(() => setState('not yet'), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const { icon: Icon, text } = COPY_LOOKS[state];
  const copy = async () => {
    if (element.current !== null) setState((await copyText(element.current)) ? 'copied' : 'refused');
  };
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      leftSection={<Icon size={14} aria-hidden />}
      aria-label={`${text}: ${what}`}
      onClick={copy}
    >
      {text}
    </Button>
  );
}
