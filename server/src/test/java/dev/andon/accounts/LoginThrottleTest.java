package dev.andon.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.SettableClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final SettableClock clock = new SettableClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void makesWaitLongerWithEachFailureButNeverOverAMinute() {
        fail("ada", "10.0.0.1", LoginThrottle.FREE_TRIES_OF_A_LOGIN);
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            Duration delay = Duration.ofSeconds(seconds);
            assertThat(throttle.attempt("ada", "10.0.0.1")).contains(delay);
            clock.advance(delay.minusMillis(1));
            assertThat(throttle.attempt("ada", "10.0.0.1")).contains(Duration.ofMillis(1));
            clock.advance(Duration.ofMillis(1));
            assertThat(throttle.attempt("ada", "10.0.0.1")).isEmpty();
        }
    }

    @Test
    void leavesOtherLoginsOfTheSameAddressAlone() {
        fail("ada", "10.0.0.1", LoginThrottle.FREE_TRIES_OF_A_LOGIN);
        assertThat(throttle.attempt("grace", "10.0.0.1")).isEmpty();
        assertThat(throttle.attempt("ada", "10.0.0.2")).isPresent();
    }

    @Test
    void slowsAnAddressThatTriesManyLogins() {
        for (int i = 0; i < LoginThrottle.FREE_TRIES_OF_AN_ADDRESS; i++) {
            assertThat(throttle.attempt("user" + i, "10.0.0.1")).isEmpty();
        }
        assertThat(throttle.attempt("one-more", "10.0.0.1")).isPresent();
    }

    @Test
    void successClearsTheLoginButNotTheFailuresOfTheAddress() {
        fail("ada", "10.0.0.1", LoginThrottle.FREE_TRIES_OF_A_LOGIN - 1);
        assertThat(throttle.attempt("ada", "10.0.0.1")).isEmpty();
        throttle.succeeded("ada", "10.0.0.1");
        assertThat(throttle.attempt("ada", "10.0.0.1")).isEmpty();
        throttle.succeeded("ada", "10.0.0.1");
        for (int i = LoginThrottle.FREE_TRIES_OF_A_LOGIN - 1;
                i < LoginThrottle.FREE_TRIES_OF_AN_ADDRESS;
                i++) {
            assertThat(throttle.attempt("user" + i, "10.0.0.1")).isEmpty();
        }
        assertThat(throttle.attempt("ada", "10.0.0.1")).isPresent();
    }

    @Test
    void forgetsAfterAQuarterOfAnHour() {
        fail("ada", "10.0.0.1", LoginThrottle.FREE_TRIES_OF_A_LOGIN);
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        assertThat(throttle.attempt("ada", "10.0.0.1")).isEmpty();
        assertThat(throttle.attempt("ada", "10.0.0.1")).isEqualTo(Optional.empty());
    }

    private void fail(String login, String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.attempt(login, address)).isEmpty();
        }
    }
}
