import type { Sizes } from '../../api/storage';
import { bytes, count } from '../../format/numbers';
import { Bars } from './Bars';
import { everyMonth } from './figures';
import classes from './Storage.module.css';
import { dayText, monthText } from './words';

export function Charts({ sizes: { days, months } }: { sizes: Sizes }) {
  return (
    <div className={classes.charts}>
      <PointsADay days={days} />
      <BytesAMonth months={months} />
    </div>
  );
}

function PointsADay({ days }: { days: Sizes['days'] }) {
  const most = Math.max(...days.map(({ points }) => points));
  return (
    <section className={classes.card} aria-labelledby="points-a-day">
      <h2 id="points-a-day" className={classes.cardTitle}>
        Points of each day
      </h2>
      <Bars
        label={`Points of each day, ${count(days.length)} days; at most ${count(most)}`}
        top={count(most)}
        first={dayText(days[0]?.day ?? 0)}
        last="today"
        bars={days.map(({ day, points }) => ({
          key: day,
          title: `${dayText(day)}: ${count(points)} points`,
          parts: [points],
        }))}
      />
    </section>
  );
}

function BytesAMonth({ months: stored }: { months: Sizes['months'] }) {
  const months = everyMonth(stored);
  const most = Math.max(...months.map(({ raw, sealed }) => raw + sealed));
  return (
    <section className={classes.card} aria-labelledby="bytes-a-month">
      <h2 id="bytes-a-month" className={classes.cardTitle}>
        Size of each month’s points
      </h2>
      <Bars
        label={`Size of each month’s points, ${count(months.length)} months; at most ${bytes(most)}`}
        top={bytes(most)}
        first={monthText(months[0]?.month ?? 0)}
        last={months.length > 1 ? monthText(months.at(-1)?.month ?? 0) : ''}
        bars={months.map(({ month, raw, sealed }) => ({
          key: month,
          title: `${monthText(month)}: ${bytes(sealed)} packed, ${bytes(raw)} as they came`,
          parts: [sealed, raw],
        }))}
      />
      <p className={classes.legend}>
        <span data-part="0">Packed</span>
        <span data-part="1">As they came</span>
      </p>
    </section>
  );
}
