package dev.andon;

import dev.andon.cli.AndonCommand;
import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
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
