package dev.andon.catalog;

import dev.andon.problem.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;

/**
 * Which machines an address names by its parameters {@code area}, {@code line}, {@code status} and
 * {@code retired}; each may come several times, absent ones choose all, but for retired machines.
 */
public final class MachineChoice {
    private final MultiValueMap<String, String> parameters;
    private final Service service;

    private MachineChoice(MultiValueMap<String, String> parameters) {
        this.parameters = parameters;
        this.service = Service.of(parameters.getFirst("retired"));
    }

    /**
     * @throws ErrorResponseException when retired is something else than true, false or all
     */
    public static MachineChoice of(MultiValueMap<String, String> parameters) {
        return new MachineChoice(parameters);
    }

    public boolean includes(Machine machine) {
        return service.includes(machine)
                && isChosen("area", machine.area())
                && isChosen("line", machine.line())
                && isChosen("status", machine.status());
    }

    private boolean isChosen(String name, @Nullable String value) {
        List<String> chosen = parameters.get(name);
        return chosen == null || (value != null && chosen.contains(value));
    }

    private enum Service {
        TRUE,
        FALSE,
        ALL;

        static Service of(@Nullable String word) {
            for (Service service : values()) {
                if (service.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return service;
                }
            }
            if (word == null) {
                return FALSE;
            }
            throw Problem.malformed("retired is true, false or all. Correct the address.");
        }

        boolean includes(Machine machine) {
            return this == ALL || machine.isRetired() == (this == TRUE);
        }
    }
}
