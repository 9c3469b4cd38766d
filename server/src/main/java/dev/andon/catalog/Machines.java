package dev.andon.catalog;

import dev.andon.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * The machines of the plant. Kept in memory for a moment, because open pages and live subscribers
 * ask for them all the time; other servers and applications may change the table, so only for a
 * moment.
 */
@Component
public class Machines {
    private static final Duration KEEP_FOR = Duration.ofSeconds(5);

    private final MachineStore store;
    private final Clock clock;
    private volatile @Nullable Snapshot snapshot;

    Machines(MachineStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** All machines, by name, retired ones included. */
    public List<Machine> list() {
        return List.copyOf(current().byId().values());
    }

    /**
     * @throws ErrorResponseException where there is none
     */
    public Machine require(String id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    public static ErrorResponseException unknown(String id) {
        return Problem.notFound(
                "There is no machine %s. Machines appear with their first point, or with PUT."
                        .formatted(id));
    }

    public Optional<Machine> find(String id) {
        return Optional.ofNullable(current().byId().get(id));
    }

    /** The area of a machine, if it has one. */
    public Optional<String> area(String machineId) {
        return find(machineId).map(Machine::area);
    }

    /** Empty when there is one with that id already, which is left as it is. */
    Optional<Machine> create(String id, MachineChange change) {
        return store.create(id, change, clock.instant())
                ? Optional.ofNullable(load().byId().get(id))
                : Optional.empty();
    }

    /** Creates the machine or changes what the change names. */
    Machine createOrChange(String id, MachineChange change) {
        store.createOrChange(id, change, clock.instant());
        return Objects.requireNonNull(load().byId().get(id));
    }

    /** Empty when there is no such machine. */
    Optional<Machine> change(String id, MachineChange change) {
        store.change(id, change, clock.instant());
        return Optional.ofNullable(load().byId().get(id));
    }

    synchronized void forget() {
        snapshot = null;
    }

    private Snapshot current() {
        Snapshot kept = good();
        return kept == null ? loadUnlessGood() : kept;
    }

    /** Many ask at once when a moment is over; one of them reads for all. */
    private synchronized Snapshot loadUnlessGood() {
        Snapshot kept = good();
        return kept == null ? load() : kept;
    }

    private @Nullable Snapshot good() {
        Snapshot kept = snapshot;
        return kept != null && clock.instant().isBefore(kept.goodUntil()) ? kept : null;
    }

    /**
     * One after the other: what was read before a change must not be kept after it, or whoever has
     * just made a machine would hear that there is none.
     */
    private synchronized Snapshot load() {
        Map<String, Machine> byId = new LinkedHashMap<>();
        store.all().forEach(machine -> byId.put(machine.id(), machine));
        Snapshot fresh = new Snapshot(byId, clock.instant().plus(KEEP_FOR));
        snapshot = fresh;
        return fresh;
    }

    private record Snapshot(Map<String, Machine> byId, Instant goodUntil) {}
}
