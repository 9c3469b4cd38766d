package dev.andon.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.EnterableFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir(factory = EnterableFolder.class)
    private Path folder;

    @Test
    void isMadeWhenAbsentAndTakenAgainAfterAStop() {
        Path data = folder.resolve("new/data");
        DataFolder.take(data).close();
        try (DataFolder again = DataFolder.take(data)) {
            assertThat(again.path()).isEqualTo(data);
        }
    }

    @Test
    void isHeldByOneAndNamesTheHolder() {
        try (DataFolder _ = DataFolder.take(folder)) {
            assertThatThrownBy(() -> DataFolder.take(folder))
                    .isInstanceOf(StartRefused.class)
                    .hasMessage(
                            "Another Andon (process %d) is running on %s. Stop it first, or give this one its own folder with --data.",
                            ProcessHandle.current().pid(), folder);
        }
    }

    @Test
    void isNotTakenFromSomebodyElse() throws Exception {
        Path foreign = Files.writeString(folder.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> DataFolder.take(folder))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("holds files that are not Andon's; nothing was touched");
        assertThat(folder).isDirectoryContaining(path -> path.equals(foreign));
        assertThat(folder.resolve("andon.lock")).doesNotExist();
    }

    @Test
    void saysWhatToDoWhenItCannotBeWritten() {
        assertThatThrownBy(() -> DataFolder.take(Path.of("/proc/andon")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("The data folder /proc/andon cannot be written")
                .hasMessageContaining("not read-only and not full");
    }
}
