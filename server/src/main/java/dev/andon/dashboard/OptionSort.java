package dev.andon.dashboard;

import dev.andon.dashboard.VariableModel.Choice;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The order of options, by Grafana's numbers: odd ascending, even descending, 0 as they come. */
final class OptionSort {
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern CHUNK = Pattern.compile("\\d+|\\D+");

    private OptionSort() {}

    static List<Choice> apply(List<Choice> choices, int sort) {
        Comparator<Choice> order =
                switch (sort) {
                    case 1, 2 -> Comparator.comparing(Choice::text);
                    case 3 -> numeric(Comparator.nullsLast(Comparator.naturalOrder()));
                    // What has no number comes last in either direction.
                    case 4 -> numeric(Comparator.nullsFirst(Comparator.naturalOrder()));
                    case 5, 6 ->
                            Comparator.comparing(choice -> choice.text().toLowerCase(Locale.ROOT));
                    case 7, 8 -> Comparator.comparing(Choice::text, OptionSort::natural);
                    default -> (_, _) -> 0;
                };
        List<Choice> sorted = new ArrayList<>(choices);
        sorted.sort(order);
        return sort > 0 && sort <= 8 && sort % 2 == 0 ? sorted.reversed() : sorted;
    }

    private static Comparator<Choice> numeric(Comparator<@Nullable BigInteger> order) {
        return Comparator.comparing(choice -> firstNumber(choice.text()), order);
    }

    private static @Nullable BigInteger firstNumber(String text) {
        Matcher digits = DIGITS.matcher(text);
        return digits.find() ? new BigInteger(digits.group()) : null;
    }

    /** As people count: {@code zone 2} before {@code zone 10}. */
    private static int natural(String left, String right) {
        Matcher lefts = CHUNK.matcher(left.toLowerCase(Locale.ROOT));
        Matcher rights = CHUNK.matcher(right.toLowerCase(Locale.ROOT));
        while (lefts.find()) {
            if (!rights.find()) {
                return 1;
            }
            int order = chunk(lefts.group(), rights.group());
            if (order != 0) {
                return order;
            }
        }
        return rights.find() ? -1 : left.compareTo(right);
    }

    private static int chunk(String left, String right) {
        boolean numbers = isDigit(left.charAt(0)) && isDigit(right.charAt(0));
        return numbers
                ? new BigInteger(left).compareTo(new BigInteger(right))
                : left.compareTo(right);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
