package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A message is taken as its tree says it, or refused by its id. */
class SocketMessageFuzzTest {
    @FuzzTest
    void isTakenOrRefusedByItsId(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        JsonNode tree = tree(text);
        SocketMessage message = new SocketMessage(text);
        try (PointBatch batch = Taken.batch()) {
            message.read(batch);

            if (tree != null) {
                assertThat(message.readId()).isEqualTo(tree.path("id").stringValue());
                assertThat(batch.receipt(batch.size(), 0, 0).received())
                        .isEqualTo(tree.path("points").size());
            }
        } catch (IngestRefusedException refusal) {
            assertThat(refusal.category()).isEqualTo(IngestRefusedException.Category.MALFORMED);
            if (tree != null) {
                assertThat(isWhole(tree)).as(text).isFalse();
                String id = message.readId();
                assertThat(id == null || id.equals(tree.path("id").stringValue(null))).isTrue();
            }
        }
    }

    private static boolean isWhole(JsonNode tree) {
        String id = tree.path("id").stringValue(null);
        return tree.size() == 2
                && id != null
                && id.length() <= 100
                && tree.path("points").isArray();
    }

    /** Null for what is no JSON, or says something twice. */
    private static @Nullable JsonNode tree(String text) {
        try {
            return Taken.TREES.readTree(text);
        } catch (JacksonException noJson) {
            return null;
        }
    }
}
