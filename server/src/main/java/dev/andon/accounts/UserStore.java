package dev.andon.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code users}. */
@Component
final class UserStore {
    private final JdbcClient database;

    UserStore(JdbcClient database) {
        this.database = database;
    }

    /** A user as the administrator sees one; the password's hash stays inside. */
    record User(String login, String name, Role role, boolean disabled, Instant created) {}

    record Login(User user, String passwordHash) {}

    List<User> all() {
        return database.sql("select * from users order by login")
                .query((row, _) -> user(row))
                .list();
    }

    Optional<Login> find(String login) {
        return database.sql("select * from users where login = :login")
                .param("login", login)
                .query((row, _) -> new Login(user(row), row.getString("password")))
                .optional();
    }

    boolean add(User user, String passwordHash) {
        return database.sql(
                                """
                                insert into users (login, name, role, password, created)
                                values (:login, :name, :role, :password, :created)
                                on conflict (login) do nothing
                                """)
                        .param("login", user.login())
                        .param("name", user.name())
                        .param("role", user.role().word())
                        .param("password", passwordHash)
                        .param("created", user.created().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /**
     * The very first user. False when there is one already, also when another server was faster.
     */
    boolean addFirst(User user, Supplier<String> passwordHash) {
        boolean none =
                database.sql("select not exists (select from users)").query(Boolean.class).single();
        return none && add(user, passwordHash.get());
    }

    /**
     * Changes what is not null. False when that would leave nobody with role admin who can log in;
     * the rows of the admins are locked, so two of them cannot demote each other at the same time.
     */
    boolean change(
            String login,
            @Nullable Role role,
            @Nullable String passwordHash,
            @Nullable Boolean disabled) {
        return database.sql(
                                """
                                with admins as materialized (
                                    select login from users where role = 'admin' and not disabled order by login for update
                                )
                                update users set
                                    role = coalesce(:role, role),
                                    password = coalesce(:password, password),
                                    disabled = coalesce(:disabled, disabled)
                                where login = :login
                                and (coalesce(:role, role) = 'admin' and not coalesce(:disabled, disabled)
                                    or login not in (select login from admins)
                                    or exists (select from admins where admins.login <> :login))
                                """)
                        .param("login", login)
                        .param("role", role == null ? null : role.word(), Types.VARCHAR)
                        .param("password", passwordHash, Types.VARCHAR)
                        .param("disabled", disabled, Types.BOOLEAN)
                        .update()
                == 1;
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getString("login"),
                row.getString("name"),
                Role.of(row.getString("role")).orElseThrow(),
                row.getBoolean("disabled"),
                row.getObject("created", OffsetDateTime.class).toInstant());
    }
}
