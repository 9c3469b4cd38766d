package dev.andon.accounts;

import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes sure that somebody can log in. */
@Configuration
class FirstStart {
    @Bean
    FirstLogin firstLogin(UserStore users, Passwords passwords, Clock clock) {
        String password = Secret.readable();
        UserStore.User admin =
                new UserStore.User(
                        FirstLogin.LOGIN, "Administrator", Role.ADMIN, false, clock.instant());
        return new FirstLogin(
                users.addFirst(admin, () -> passwords.hash(password))
                        ? Optional.of(password)
                        : Optional.empty());
    }
}
