package dev.andon.accounts;

import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes sure that somebody can log in. */
@Configuration
class FirstStart {
    private static final int PASSWORD_LENGTH = 20;

    @Bean
    FirstLogin firstLogin(UserStore users, Passwords passwords, Clock clock) {
        String password = Secret.random().substring(0, PASSWORD_LENGTH);
        UserStore.User admin =
                new UserStore.User(
                        FirstLogin.LOGIN, "Administrator", Role.ADMIN, false, clock.instant());
        return new FirstLogin(
                users.addFirst(admin, () -> passwords.hash(password))
                        ? Optional.of(password)
                        : Optional.empty());
    }
}
