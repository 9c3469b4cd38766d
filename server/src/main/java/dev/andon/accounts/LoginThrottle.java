package dev.andon.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing, by login and by address. The delay doubles with each failure but stays short
 * enough that nobody can keep a colleague out for long by failing in his name. An address gets more
 * tries, since a whole hall may share one. An attempt counts as failed until it has succeeded, so
 * trying many passwords at the same time gains nothing.
 */
@Component
final class LoginThrottle {
    static final int FREE_TRIES_OF_A_LOGIN = 5;
    static final int FREE_TRIES_OF_AN_ADDRESS = 30;
    static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int MAX_ENTRIES = 10_000;

    private record Failures(int count, Instant last) {}

    /** Least recently failed first; the eldest go when there are too many, guarded by this. */
    private final Map<String, Failures> failures =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                    return size() > MAX_ENTRIES;
                }
            };

    private final Clock clock;

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** How long to wait; empty when the attempt may go ahead, and is counted. */
    synchronized Optional<Duration> attempt(String login, String address) {
        Instant now = clock.instant();
        String loginKey = loginKey(login);
        String addressKey = addressKey(address);
        Duration wait = wait(failures.get(loginKey), FREE_TRIES_OF_A_LOGIN, now);
        Duration addressWait = wait(failures.get(addressKey), FREE_TRIES_OF_AN_ADDRESS, now);
        wait = wait.compareTo(addressWait) > 0 ? wait : addressWait;
        if (wait.isPositive()) {
            return Optional.of(wait);
        }
        count(loginKey, now);
        count(addressKey, now);
        return Optional.empty();
    }

    /**
     * Clears the login. The address only gets back the one try, or else whoever has one account
     * could use it to guess the others for ever.
     */
    synchronized void succeeded(String login, String address) {
        failures.remove(loginKey(login));
        failures.computeIfPresent(
                addressKey(address),
                (_, before) ->
                        before.count > 1 ? new Failures(before.count - 1, before.last) : null);
    }

    private void count(String key, Instant now) {
        Failures before = failures.remove(key);
        int count =
                before == null || before.last.plus(FORGOTTEN_AFTER).isBefore(now)
                        ? 0
                        : before.count;
        failures.put(key, new Failures(count + 1, now));
    }

    private static Duration wait(@Nullable Failures failures, int freeTries, Instant now) {
        if (failures == null || failures.count < freeTries) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures.count - freeTries, 30);
        Duration delay = Duration.ofSeconds(1L << doublings);
        Duration bounded = delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
        return Duration.between(now, failures.last.plus(bounded));
    }

    private static String loginKey(String login) {
        return "login " + login;
    }

    private static String addressKey(String address) {
        return "address " + address;
    }
}
