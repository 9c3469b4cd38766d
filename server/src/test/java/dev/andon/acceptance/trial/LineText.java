package dev.andon.acceptance.trial;

import dev.andon.acceptance.trial.Batch.Bad;
import dev.andon.acceptance.trial.Batch.Good;
import dev.andon.acceptance.trial.Batch.Point;
import dev.andon.acceptance.trial.Batch.Reading;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A batch as line protocol, a line a point. A text without its closing quote is not among the
 * faults: it goes on in the next line, as the format has it.
 */
final class LineText {
    private static final List<String> FAULTS =
            List.of(
                    "machine_metrics,machine_id=%s,metric_type=t",
                    "machine_metrics,machine_id=%s,metric_type=t value=",
                    "machine_metrics,machine_id=%s,metric_type=t value=abc",
                    "machine_metrics,machine_id=%s,metric_type=t target_value=1",
                    "machine_metrics,machine_id=%s,metric_type=t value=1 12x",
                    "machine_metrics,machine_id=%s,metric_type=t value=1 1",
                    "machine_metrics,machine_id=%s,metric_type=t value=1 4102444800000000000",
                    "machine_metrics,machine_id=%s,metric_type=t,zone_number=40000 value=1",
                    "machine_metrics,machine_id=%s value=1",
                    "cpu,region=%s load=1",
                    "cpu,machine=%s,shift=early load=1",
                    "= =");

    private LineText() {}

    static String lines(Batch batch) {
        return batch.items().stream()
                .map(item ->
                        switch (item) {
                            case Good(Point point, Reading reading) -> good(point, reading);
                            case Bad(String machine, int kind) ->
                                    FAULTS.get(kind % FAULTS.size()).formatted(machine);
                        })
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String good(Point point, Reading reading) {
        int dot = point.metric().indexOf('.');
        boolean foreign = dot > 0 && reading.target() == null;
        StringBuilder line = new StringBuilder();
        if (foreign) {
            line.append(point.metric(), 0, dot).append(",machine=").append(point.machine());
        } else {
            line.append("machine_metrics,machine_id=").append(point.machine());
            line.append(",metric_type=").append(point.metric());
        }
        if (point.zone() != null) {
            line.append(",zone_number=").append(point.zone());
        }
        line.append(' ').append(foreign ? point.metric().substring(dot + 1) : "value");
        line.append('=').append(reading.value());
        if (reading.target() != null) {
            line.append(",target_value=").append(reading.target());
        }
        return line.append(' ').append(point.micros()).append("000").toString();
    }
}
