package dev.andon.accounts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code sessions}. */
@Component
final class SessionStore {
    private final JdbcClient database;

    SessionStore(JdbcClient database) {
        this.database = database;
    }

    record Session(Caller.Person person, Instant lastSeen) {}

    void add(byte[] hash, String login, Instant now) {
        database.sql(
                        """
                        insert into sessions (hash, login, created, last_seen)
                        values (:hash, :login, :now, :now)
                        """)
                .param("hash", hash)
                .param("login", login)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Sessions of disabled users are not found, so disabling takes effect without deleting. */
    Optional<Session> find(byte[] hash, Instant seenAfter) {
        return database.sql(
                        """
                        select login, name, role, last_seen
                        from sessions join users using (login)
                        where hash = :hash and last_seen > :seenAfter and not disabled
                        """)
                .param("hash", hash)
                .param("seenAfter", seenAfter.atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new Session(
                                new Caller.Person(
                                        row.getString("login"),
                                        row.getString("name"),
                                        Role.of(row.getString("role")).orElseThrow()),
                                row.getObject("last_seen", OffsetDateTime.class).toInstant()))
                .optional();
    }

    void seen(byte[] hash, Instant now) {
        database.sql("update sessions set last_seen = :now where hash = :hash")
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(byte[] hash) {
        database.sql("delete from sessions where hash = :hash").param("hash", hash).update();
    }

    void removeAllOf(String login) {
        database.sql("delete from sessions where login = :login").param("login", login).update();
    }

    void removeSeenBefore(Instant time) {
        database.sql("delete from sessions where last_seen <= :time")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .update();
    }
}
