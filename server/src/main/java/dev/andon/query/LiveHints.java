package dev.andon.query;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which new samples matter to an answer. A text that cannot be understood, or not soon
 * enough, is refreshed by any sample; a hint never makes a question fail.
 */
final class LiveHints implements AutoCloseable {
    private static final int MAX_LENGTH = 20_000;
    private static final long MAX_MILLIS = 250;

    /** The parser may take very long over odd texts; such ones then only hinder each other. */
    private final ExecutorService parsers =
            Executors.newFixedThreadPool(
                    2, Thread.ofPlatform().daemon().name("hints-", 1).factory());

    private final SeriesQueries series;

    LiveHints(SeriesQueries series) {
        this.series = series;
    }

    /** Null when no sample can change the answer. */
    @Nullable LiveHint of(String sql) {
        if (sql.length() > MAX_LENGTH || SqlStatements.split(sql).size() != 1) {
            return LiveHint.Refresh.ANY;
        }
        try {
            Statement statement =
                    CCJSqlParserUtil.parse(sql, parsers, parser -> parser.withTimeOut(MAX_MILLIS));
            return statement instanceof Select select ? of(select) : LiveHint.Refresh.ANY;
        } catch (JSQLParserException notUnderstood) {
            return LiveHint.Refresh.ANY;
        }
    }

    private @Nullable LiveHint of(Select select) {
        MetricsBlocks blocks = MetricsBlocks.of(select);
        if (!blocks.readsTables()) {
            return null;
        }
        Optional<LiveHint> append =
                select instanceof PlainSelect plain
                        ? RawPoints.of(plain).flatMap(this::append)
                        : Optional.empty();
        return append.orElseGet(blocks::refresh);
    }

    private Optional<LiveHint> append(RawPoints points) {
        return points.zones(series).map(points::hint);
    }

    @Override
    public void close() {
        parsers.shutdownNow();
    }
}
