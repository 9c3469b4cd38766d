package dev.andon.adopt;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rights on what has taken a table's name: those that the table gave, as far as a view has them.
 */
final class GrantStore {
    private final JdbcClient database;

    GrantStore(JdbcClient database) {
        this.database = database;
    }

    /** The owners of tables, since a foreign key is checked with their rights. */
    void letIn(String[] tables) {
        database.sql(
                        """
                        select distinct quote_ident(pg_get_userbyid(relowner)) from pg_class
                        where oid = any(select to_regclass(t) from unnest(?::text[]) t)
                        """)
                .param(tables)
                .query((row, number) -> row.getString(1))
                .list()
                .forEach(owner -> run("grant usage on schema andon_before to " + owner));
    }

    /** For points, which can be read and inserted. Defaults go over, too. */
    void grantAsBefore(SourceName name, OldNameQueries view) {
        grant(name, List.of("SELECT", "INSERT"));
        for (String column : view.columnsWithDefaults()) {
            Optional<String> expression = defaultOf(name, column);
            expression.ifPresent(text -> setDefault(name, column, text));
            if (expression.isEmpty()) {
                sequence(name, column).ifPresent(sequence -> number(name, column, sequence));
            }
        }
    }

    /** Asked of the table where it is now: a sequence has moved with it. */
    private Optional<String> defaultOf(SourceName name, String column) {
        return database.sql(
                        """
                        select pg_get_expr(d.adbin, d.adrelid)
                        from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
                        where d.adrelid = ?::regclass and a.attname = ? and a.attgenerated = ''
                        """)
                .param(name.aside().quoted())
                .param(column)
                .query(String.class)
                .optional();
    }

    /** The numbers that the table gave go on without it. */
    void replaceSequences(SourceName name, OldNameQueries view) {
        for (String column : view.columnsWithDefaults()) {
            sequence(name, column)
                    .ifPresent(sequence -> {
                        String own = "andon." + SourceName.quote("numbers of " + column);
                        run("create sequence " + own);
                        database.sql("select setval(?, nextval(?), false)")
                                .param(own)
                                .param(sequence)
                                .query(Long.class)
                                .single();
                        number(name, column, own);
                    });
        }
    }

    /** The identity of a table needs no right on its sequence; a default does. */
    private void number(SourceName name, String column, String sequence) {
        for (Grant grant : before(name)) {
            if (grant.privilege().equals("INSERT")) {
                run("grant usage on sequence %s to %s".formatted(sequence, grant.role()));
            }
        }
        setDefault(name, column, "nextval(" + RowQueries.literal(sequence) + ")");
    }

    private void setDefault(SourceName name, String column, String expression) {
        run(
                "alter view %s alter column %s set default %s"
                        .formatted(name.quoted(), SourceName.quote(column), expression));
    }

    /** For machines, which can also be changed. */
    void grantAsBefore(SourceName name) {
        grant(name, List.of("SELECT", "INSERT", "UPDATE"));
    }

    private void grant(SourceName name, List<String> privileges) {
        for (Grant grant : before(name)) {
            if (privileges.contains(grant.privilege())) {
                run(
                        "grant %s on %s to %s"
                                .formatted(grant.privilege(), name.quoted(), grant.role()));
            }
        }
    }

    private record Grant(String privilege, String role) {}

    /** The owner's rights are his even where nothing was ever granted. */
    private List<Grant> before(SourceName name) {
        return database.sql(
                        """
                        select a.privilege_type as privilege,
                               case when a.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end as role
                        from pg_class c, aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
                        where c.oid = ?::regclass and a.grantee <> (select oid from pg_roles where rolname = current_user)
                        """)
                .param(name.aside().quoted())
                .query((row, number) ->
                        new Grant(row.getString("privilege"), row.getString("role")))
                .list();
    }

    /** Of an identity column or a serial one. */
    private Optional<String> sequence(SourceName name, String column) {
        return database.sql("select s from pg_get_serial_sequence(?, ?) s where s is not null")
                .param(name.aside().quoted())
                .param(column)
                .query(String.class)
                .optional();
    }

    private void run(String statement) {
        SwitchStore.execute(database, statement);
    }
}
