import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Amount, Sizes, Storage } from '../../api/storage';
import { bytes, count, rate } from '../../format/numbers';
import { isDiskShort, perPoint, sum } from './figures';
import classes from './Storage.module.css';
import { dayText, plural } from './words';

/** What there is, and what it takes. */
export function Tiles({ storage, sizes }: { storage: Storage; sizes: Sizes }) {
  const { raw, sealed, rollupBytes, rawDays, oldestRawDay, sealedMonths, exact } = sizes;
  const short = isDiskShort(storage);
  const all = sum(raw, sealed).points;
  return (
    <dl className={classes.tiles}>
      <Tile title="On disk" value={bytes(storage.databaseBytes)} bad={short}>
        {storage.freeBytes === null ? 'The whole database' : `${bytes(storage.freeBytes)} are free`}
        {short && '. Make room, or keep less'}
      </Tile>
      <Tile title="Points" value={`${exact ? '' : 'about '}${count(all)}`}>
        {all === 0 ? 'None yet' : 'All that are stored'}
      </Tile>
      <Tile title="As they came" value={aPoint(raw)} unit={unit(raw)}>
        {oldestRawDay === null
          ? 'None'
          : `${count(raw.points)} points of ${plural(rawDays, 'day')}, the first ${dayText(oldestRawDay)}`}
      </Tile>
      <Tile title="Packed" value={aPoint(sealed)} unit={unit(sealed)}>
        {sealed.points === 0
          ? 'None yet: days are packed when they are old enough'
          : `${count(sealed.points)} points of ${plural(sealedMonths, 'month')}, exact to the last digit`}
      </Tile>
      <Tile title="Summaries" value={bytes(rollupBytes)}>
        Answer questions about long times
      </Tile>
    </dl>
  );
}

function aPoint(amount: Amount): string {
  const each = perPoint(amount);
  return each === null ? '–' : rate(each);
}

function unit(amount: Amount): string | undefined {
  return amount.points === 0 ? undefined : 'bytes a point';
}

interface TileProps {
  title: string;
  value: string;
  unit?: string;
  bad?: boolean;
  children: ReactNode;
}

function Tile({ title, value, unit: unitText, bad = false, children }: TileProps) {
  return (
    <div className={classes.tile} data-bad={bad}>
      <dt>
        {title}
        {bad && <TriangleAlert size={14} aria-hidden />}
      </dt>
      <dd className={classes.value}>
        {value}
        {unitText !== undefined && <span className={classes.unit}>{unitText}</span>}
      </dd>
      <dd className={classes.meaning}>{children}</dd>
    </div>
  );
}
