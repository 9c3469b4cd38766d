package dev.andon.store;

import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells TimescaleDB at the start when to compress, since that is a setting. */
@Component
class ChunkKeeper {
    private final ChunkStore chunks;
    private final EngineStore engine;
    private final Duration compressAfter;

    ChunkKeeper(ChunkStore chunks, EngineStore engine, SealingConfig config) {
        this.chunks = chunks;
        this.engine = engine;
        this.compressAfter = config.after();
    }

    @EventListener(ApplicationReadyEvent.class)
    void setPolicy() {
        if (engine.current() == Engine.TIMESCALE) {
            chunks.compressAfter(compressAfter);
        }
    }
}
