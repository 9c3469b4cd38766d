package dev.andon.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Remembers in a folder how far files are, by their fingerprints. Each state replaces the one
 * before in one step, so that a run may end at any moment.
 */
final class ImportStates {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    ImportStates(Path folder) {
        this.folder = folder;
    }

    @Nullable ImportState find(String fingerprint) throws IOException {
        Path file = file(fingerprint);
        try {
            return JSON.readValue(Files.readString(file), ImportState.class);
        } catch (NoSuchFileException none) {
            return null;
        } catch (JacksonException damage) {
            throw new TransferException(
                    "%s, where it is kept how far the file is, cannot be read. Begin anew with --restart: what is stored counts as unchanged."
                            .formatted(file),
                    damage);
        }
    }

    void save(String fingerprint, ImportState state) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = folder.resolve(fingerprint + ".new");
        Files.writeString(unfinished, JSON.writeValueAsString(state) + "\n");
        Files.move(unfinished, file(fingerprint), StandardCopyOption.ATOMIC_MOVE);
    }

    void forget(String fingerprint) throws IOException {
        Files.deleteIfExists(file(fingerprint));
    }

    private Path file(String fingerprint) {
        return folder.resolve(fingerprint + ".json");
    }
}
