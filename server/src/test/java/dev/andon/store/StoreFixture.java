package dev.andon.store;

import javax.sql.DataSource;

/** The store on a database, wired as Spring does it. */
public final class StoreFixture {
    private StoreFixture() {}

    public static Engine engine(DataSource dataSource) {
        return new EngineStore(dataSource).current();
    }

    public static SampleStore on(DataSource dataSource) {
        return new SampleStore(
                dataSource, new PartitionStore(dataSource, new EngineStore(dataSource)));
    }
}
