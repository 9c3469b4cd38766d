package dev.andon.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Sends each moment of the plant when it has come. While the server is away nothing needs keeping:
 * what was missed is computed when it is back. Only what is older than a day is left out, and that
 * is counted and said.
 */
final class LiveFeed {
    private static final Duration LONGEST_GAP = Duration.ofDays(1);
    private static final int POINTS_A_BATCH = 10_000;

    private final Plant plant;
    private final PlantConnection connection;
    private final Clock clock;
    private final long every;
    private final int momentsABatch;
    private final Map<String, MachineState> told = new HashMap<>();
    private long next;
    private long dropped;

    LiveFeed(Plant plant, PlantConnection connection, Clock clock, Duration every, long after) {
        this.plant = plant;
        this.connection = connection;
        this.clock = clock;
        this.every = every.toMillis();
        this.momentsABatch = POINTS_A_BATCH / plant.signalCount();
        this.next = Math.floorDiv(after, this.every) * this.every + this.every;
    }

    /** Ends only by interruption. */
    void run() throws InterruptedException {
        while (true) {
            long wait = next - clock.millis();
            if (wait > 0) {
                Thread.sleep(wait);
            }
            sendWhatHasCome(clock.millis());
        }
    }

    /** Tells the server each machine's name, place and state where it does not know them yet. */
    void register(long time) throws InterruptedException {
        for (Machine machine : plant.machines()) {
            machine.moveTo(time);
            if (told.get(machine.nameplate().id()) != machine.state()) {
                connection.register(machine);
                told.put(machine.nameplate().id(), machine.state());
            }
        }
    }

    long dropped() {
        return dropped;
    }

    void sendWhatHasCome(long now) throws InterruptedException {
        leaveOutTheTooOld(now);
        Batch batch = new Batch();
        long last = next - every;
        for (int moment = 0; moment < momentsABatch && next <= now; moment++) {
            batch.add(plant, next);
            last = next;
            next += every;
        }
        if (batch.points() > 0) {
            connection.send(batch);
            register(last);
        }
    }

    private void leaveOutTheTooOld(long now) {
        long tooOld = (now - LONGEST_GAP.toMillis() - next) / every;
        if (tooOld > 0) {
            next += tooOld * every;
            dropped += tooOld * plant.signalCount();
            connection.say(
                    "The server was away for more than a day: %d samples are left out for good."
                            .formatted(dropped));
        }
    }
}
