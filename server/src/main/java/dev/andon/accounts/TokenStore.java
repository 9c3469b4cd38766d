package dev.andon.accounts;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code tokens}. Revoked ones stay: who had access once is part of the record. */
@Component
final class TokenStore {
    private final JdbcClient database;

    TokenStore(JdbcClient database) {
        this.database = database;
    }

    int add(String name, byte[] hash, Set<Scope> scopes, String createdBy, Instant now) {
        return database.sql(
                        """
                        insert into tokens (name, hash, scopes, created, created_by)
                        values (:name, :hash, :scopes, :now, :by)
                        returning id
                        """)
                .param("name", name)
                .param("hash", hash)
                .param("scopes", scopes.stream().map(Scope::word).sorted().toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", createdBy)
                .query(Integer.class)
                .single();
    }

    List<TokenInfo> all() {
        return database.sql("select * from tokens order by id")
                .query((row, _) -> token(row))
                .list();
    }

    Optional<TokenInfo> findActive(byte[] hash) {
        return database.sql("select * from tokens where hash = :hash and revoked is null")
                .param("hash", hash)
                .query((row, _) -> token(row))
                .optional();
    }

    void used(int id, Instant now) {
        database.sql("update tokens set last_used = :now where id = :id")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** False when there is no such token that is still valid. */
    boolean revoke(int id, Instant now) {
        return database.sql("update tokens set revoked = :now where id = :id and revoked is null")
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static TokenInfo token(ResultSet row) throws SQLException {
        return new TokenInfo(
                row.getInt("id"),
                row.getString("name"),
                scopes(row.getArray("scopes")),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                instant(row, "last_used"),
                instant(row, "revoked"));
    }

    private static Set<Scope> scopes(Array words) throws SQLException {
        return Arrays.stream((String[]) words.getArray())
                .map(word -> Scope.of(word).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
