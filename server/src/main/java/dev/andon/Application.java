package dev.andon;

import dev.andon.cli.AndonCommand;
import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Users are ours: Spring's default one, with a password in the log, must not exist. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class Application {
    public static void main(String[] arguments) {
        System.exit(AndonCommand.run(Application.class, arguments));
    }

    @Bean
    Clock time() {
        return Clock.systemUTC();
    }
}
