package dev.andon.adopt;

import dev.andon.adopt.AdoptionStore.Day;
import dev.andon.adopt.AdoptionStore.State;
import dev.andon.store.SampleStore;
import dev.andon.store.Samples;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * Moves a day: its rows are judged, its points appended, and both compared. Each step can be done
 * again without harm, so that after a crash the day is simply begun anew.
 */
final class Mover {
    /** Of one commit, at the end of a series; a longer series is cut. */
    private static final int POINTS_A_COMMIT = 100_000;

    private static final int MOST_POINTS = 200_000;

    private final DayStore days;
    private final SampleStore samples;

    Mover(DataSource dataSource, RowQueries rows, State state) {
        this.days = new DayStore(dataSource, rows, state);
        this.samples = SampleStore.on(dataSource);
    }

    void move(Day day, LongConsumer progress) throws SQLException {
        days.stage(day);
        Load load = new Load(progress);
        days.read(load);
        load.flush();
        days.settle(day);
    }

    /** Points that came in by the new view meanwhile are newer than these, and stay. */
    private void append(Samples points) {
        samples.fill(points);
    }

    private final class Load implements DayStore.Points {
        private final LongConsumer progress;
        private Samples waiting = new Samples(MOST_POINTS);
        private int series;
        private long done;

        Load(LongConsumer progress) {
            this.progress = progress;
        }

        @Override
        public void add(int seriesId, long epochMicros, double value, double target) {
            boolean nextSeries = seriesId != series;
            if (waiting.size() == MOST_POINTS
                    || (nextSeries && waiting.size() >= POINTS_A_COMMIT)) {
                flush();
            }
            series = seriesId;
            waiting.add(seriesId, epochMicros, value, target);
        }

        void flush() {
            if (waiting.size() > 0) {
                append(waiting);
                done += waiting.size();
                progress.accept(done);
                waiting = new Samples(MOST_POINTS);
            }
        }
    }
}
