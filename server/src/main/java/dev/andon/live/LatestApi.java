package dev.andon.live;

import dev.andon.catalog.Machine;
import dev.andon.catalog.MachineChoice;
import dev.andon.catalog.Machines;
import dev.andon.catalog.SeriesKey;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The latest value of every series, for boards that show the whole plant. */
@RestController
final class LatestApi {
    private final LatestValues values;
    private final LatestRefresh refresh;
    private final Machines machines;
    private final JsonMapper json;

    LatestApi(LatestValues values, LatestRefresh refresh, Machines machines, JsonMapper json) {
        this.values = values;
        this.refresh = refresh;
        this.machines = machines;
        this.json = json;
    }

    @GetMapping(path = "/api/v1/latest", produces = MediaType.APPLICATION_JSON_VALUE)
    void latest(
            @RequestParam MultiValueMap<String, String> parameters, HttpServletResponse response)
            throws IOException {
        MachineChoice choice = MachineChoice.of(parameters);
        Set<String> ids = names(parameters, "machine");
        List<Machine> chosen =
                machines.list().stream()
                        .filter(machine -> ids == null || ids.contains(machine.id()))
                        .filter(choice::includes)
                        .toList();
        write(chosen, names(parameters, "metric"), response);
    }

    @GetMapping(path = "/api/v1/machines/{id}/latest", produces = MediaType.APPLICATION_JSON_VALUE)
    void ofMachine(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        Machine machine = machines.require(id);
        write(List.of(machine), names(parameters, "metric"), response);
    }

    private void write(
            List<Machine> chosen, @Nullable Set<String> metrics, HttpServletResponse response)
            throws IOException {
        refresh.await();
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
            out.writeStartArray();
            for (Machine machine : chosen) {
                for (Map.Entry<SeriesKey, LatestValue> value : values.of(machine.id()).entrySet()) {
                    if (metrics == null || metrics.contains(value.getKey().metricType())) {
                        write(value.getKey(), value.getValue(), out);
                    }
                }
            }
            out.writeEndArray();
        }
    }

    private static void write(SeriesKey series, LatestValue value, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("machine_id", series.machineId());
        out.writeStringProperty("metric_type", series.metricType());
        if (series.zoneNumber() == null) {
            out.writeNullProperty("zone_number");
        } else {
            out.writeNumberProperty("zone_number", series.zoneNumber());
        }
        out.writeNumberProperty("timestamp", Math.floorDiv(value.epochMicros(), 1000L));
        out.writeNumberProperty("value", value.value());
        if (Double.isNaN(value.target())) {
            out.writeNullProperty("target_value");
        } else {
            out.writeNumberProperty("target_value", value.target());
        }
        out.writeEndObject();
    }

    private static @Nullable Set<String> names(
            MultiValueMap<String, String> parameters, String name) {
        List<String> names = parameters.get(name);
        return names == null ? null : Set.copyOf(names);
    }
}
