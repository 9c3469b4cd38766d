package dev.andon.catalog;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to be set of a machine, as a JSON merge patch (RFC 7386) says it: a member that is absent
 * stays as it is, null clears it.
 */
record MachineChange(Map<Member, @Nullable Object> values) {
    private static final double LONGEST_CYCLE_SECONDS = 86_400;

    /** Members that can be set; their names in lower case are those of JSON and of the columns. */
    enum Member {
        NAME,
        SITE,
        AREA,
        LINE,
        STATUS,
        IDEAL_CYCLE_SECONDS,
        RETIRED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The change is refused; the message is for people. */
    static final class RefusedException extends RuntimeException {
        RefusedException(String message) {
            super(message);
        }
    }

    static final MachineChange RETIRE = new MachineChange(Map.of(Member.RETIRED, true));

    /**
     * @param id whose document this is; the body may repeat it
     * @throws RefusedException for what cannot be set
     */
    static MachineChange read(String id, JsonNode body) {
        if (!body.isObject()) {
            throw new RefusedException("The body is a JSON object with what is to be set");
        }
        Map<Member, @Nullable Object> values = new EnumMap<>(Member.class);
        for (Map.Entry<String, JsonNode> property : body.properties()) {
            String name = property.getKey();
            if (name.equals("id")) {
                requireSame(id, property.getValue());
                continue;
            }
            Member member = member(name);
            values.put(member, value(member, property.getValue()));
        }
        return new MachineChange(values);
    }

    private static void requireSame(String id, JsonNode repeated) {
        if (!repeated.isString() || !repeated.stringValue().equals(id)) {
            throw new RefusedException(
                    "id is not that of the address; a machine keeps its id, since its points have it");
        }
    }

    /** A member left out in silence would look as if it had been set. */
    private static Member member(String name) {
        return Arrays.stream(Member.values())
                .filter(member -> member.word().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new RefusedException(
                                "%s cannot be set; what can is %s"
                                        .formatted(
                                                name,
                                                Arrays.stream(Member.values())
                                                        .map(Member::word)
                                                        .collect(Collectors.joining(", ")))));
    }

    private static @Nullable Object value(Member member, JsonNode value) {
        return switch (member) {
            case NAME -> text(member, value);
            case SITE, AREA, LINE, STATUS -> value.isNull() ? null : text(member, value);
            case IDEAL_CYCLE_SECONDS -> value.isNull() ? null : seconds(member, value);
            case RETIRED -> {
                if (!value.isBoolean()) {
                    throw new RefusedException("retired is true or false");
                }
                yield value.booleanValue();
            }
        };
    }

    private static String text(Member member, JsonNode value) {
        if (!value.isString()) {
            throw new RefusedException(
                    member.word() + (member == Member.NAME ? " is a text" : " is a text or null"));
        }
        String text = value.stringValue();
        String objection = text.isBlank() ? "is blank" : NameRule.objection(text);
        if (objection != null) {
            throw new RefusedException(member.word() + " " + objection);
        }
        return text;
    }

    private static double seconds(Member member, JsonNode value) {
        double seconds = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(seconds > 0 && seconds <= LONGEST_CYCLE_SECONDS)) {
            throw new RefusedException(
                    "%s is a number of seconds, more than 0 and at most a day (%.0f), or null"
                            .formatted(member.word(), LONGEST_CYCLE_SECONDS));
        }
        return seconds;
    }
}
