package dev.andon.acceptance.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of the points of one batch.
 *
 * @param rejectedAt the places of the rejected ones
 */
record Account(int received, int stored, int unchanged, int corrected, List<Integer> rejectedAt) {
    private static final JsonMapper JSON = new JsonMapper();

    /** A server lists at most so many rejected points. */
    private static final int MAX_LISTED = 100;

    static Account read(String answer) {
        JsonNode account = JSON.readTree(answer);
        List<Integer> rejectedAt = new ArrayList<>();
        account.path("errors").forEach(error -> rejectedAt.add(error.path("index").intValue()));
        Account read =
                new Account(
                        account.path("received").intValue(),
                        account.path("stored").intValue(),
                        account.path("unchanged").intValue(),
                        account.path("corrected").intValue(),
                        rejectedAt);
        int rejected = account.path("rejected").intValue();
        assertThat(read.stored + read.unchanged + read.corrected + rejected)
                .as(answer)
                .isEqualTo(read.received);
        assertThat(rejectedAt).as(answer).hasSize(Math.min(rejected, MAX_LISTED));
        return read;
    }

    int rejected() {
        return received - stored - unchanged - corrected;
    }
}
