package dev.andon.dashboard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server needs of a panel to ask its questions.
 *
 * @param interval the panel's shortest interval, null when it has none
 * @param maxDataPoints zero when the panel does not fix it
 * @param library whether the model lies in a library that files cannot hold
 */
record Panel(
        int id,
        DataSourceReference dataSource,
        @Nullable String interval,
        int maxDataPoints,
        boolean library,
        List<Target> targets) {
    Panel {
        targets = List.copyOf(targets);
    }

    /** One query of the panel. */
    record Target(
            String refId,
            DataSourceReference dataSource,
            String sql,
            String format,
            boolean hidden) {}

    /** The panel decides, unless it leaves that to its targets. */
    DataSourceReference dataSourceOf(Target target) {
        boolean targetDecides =
                dataSource.isMixed() || dataSource.isDefault() || target.dataSource.isExpression();
        return targetDecides ? target.dataSource : dataSource;
    }

    /** Every text of it that can hold references to variables. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        addTo(texts, interval);
        addTo(texts, dataSource.uid());
        for (Target target : targets) {
            texts.add(target.sql);
            addTo(texts, target.dataSource.uid());
        }
        return texts;
    }

    private static void addTo(List<String> texts, @Nullable String text) {
        if (text != null) {
            texts.add(text);
        }
    }
}
