package dev.andon.dashboard;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The provisioning folder as it is now. It is read again every few seconds rather than watched:
 * notices of changes do not reach through network shares and container mounts, and reading some
 * dozen files costs next to nothing.
 */
@Component
final class ProvisioningFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ProvisioningFolder.class);

    private final Path folder;
    private final Environment environment = new Environment(System::getenv);
    private final Thread reader =
            Thread.ofVirtual().name("provisioning").unstarted(this::keepReading);
    private volatile Provisioned current;

    ProvisioningFolder(DashboardConfig config) {
        this.folder = config.provisioning().toAbsolutePath().normalize();
        this.current = new FolderReading(folder, environment, null).read();
        tell(Set.of());
    }

    Path path() {
        return folder;
    }

    Provisioned current() {
        return current;
    }

    @PostConstruct
    void start() {
        reader.start();
    }

    @PreDestroy
    void stop() {
        reader.interrupt();
    }

    synchronized void refresh() {
        Set<ProvisioningProblem> known = new HashSet<>(current.problems());
        current = new FolderReading(folder, environment, current).read();
        tell(known);
    }

    private void tell(Set<ProvisioningProblem> known) {
        for (ProvisioningProblem problem : current.problems()) {
            if (!known.contains(problem)) {
                LOG.warn("{}: {} {}", problem.file(), problem.problem(), problem.advice());
            }
        }
    }

    private void keepReading() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(current.nextLook());
                refresh();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException unexpected) {
                // The loop must go on: what was read the last time stays, and the next look may
                // succeed.
                LOG.error("The provisioning folder could not be read again", unexpected);
            }
        }
    }
}
