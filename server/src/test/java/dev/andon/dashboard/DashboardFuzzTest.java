package dev.andon.dashboard;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whatever stands in a file, reading it ends in a dashboard or in a sentence. */
class DashboardFuzzTest {
    private static final int ROUNDS = 1_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @ParameterizedTest
    @ValueSource(strings = {"guide", "single", "tables", "timeseries"})
    void readsOrRefusesEveryMutation(String name) throws IOException {
        String original =
                Files.readString(Path.of("../vectors/dashboards").resolve(name + ".json"));
        long seed = Long.getLong("seed", new Random().nextLong());
        RandomGenerator random = new Random(seed);
        DashboardReader reader = new DashboardReader(new DataSources(List.of()));
        for (int round = 0; round < ROUNDS; round++) {
            String mutated = mutate(original, random);
            assertThatCode(() -> readOrRefuse(reader, mutated))
                    .as("-Dseed=%d round %d: %s", seed, round, mutated)
                    .doesNotThrowAnyException();
        }
    }

    private static void readOrRefuse(DashboardReader reader, String content) {
        try {
            reader.read(
                    new DashboardFile(Path.of("x.json"), "x.json", content, Instant.EPOCH, "", ""));
        } catch (UnusableFile refused) {
            // A sentence for the operator is one of the two good ends.
            refused.in("x.json");
        }
    }

    private static String mutate(String original, RandomGenerator random) {
        if (random.nextInt(10) == 0) {
            return original.substring(0, random.nextInt(original.length()));
        }
        JsonNode root = JsonMapper.shared().readTree(original);
        List<JsonNode> holders = new ArrayList<>();
        collect(root, holders);
        int changes = 1 + random.nextInt(5);
        for (int i = 0; i < changes; i++) {
            change(holders.get(random.nextInt(holders.size())), random);
        }
        return root.toString();
    }

    private static void collect(JsonNode node, List<JsonNode> holders) {
        if (node.isContainer() && !node.isEmpty()) {
            holders.add(node);
            node.forEach(child -> collect(child, holders));
        }
    }

    private static void change(JsonNode holder, RandomGenerator random) {
        int place = random.nextInt(holder.size());
        switch (holder) {
            case ObjectNode object ->
                    object.set(List.copyOf(object.propertyNames()).get(place), anything(random));
            case ArrayNode array -> array.set(place, anything(random));
            default -> throw new AssertionError(holder);
        }
    }

    private static JsonNode anything(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(random.nextLong());
            case 2 -> NODES.numberNode(random.nextDouble() * 1e300);
            case 3 -> NODES.stringNode("$__all ${x:text} [[y]] \u0000");
            case 4 -> NODES.booleanNode(random.nextBoolean());
            case 5 -> NODES.arrayNode().add(NODES.objectNode());
            case 6 -> NODES.objectNode().put("type", "x").put("uid", 7);
            default -> NODES.arrayNode().add("x").addNull().add(3);
        };
    }
}
