package dev.andon.ingest;

/**
 * Is told of every committed group, on the thread that wrote it and before the senders have their
 * answer. It must therefore return at once: take a reference, wake somebody, nothing more.
 */
@FunctionalInterface
public interface CommittedSamplesListener {
    void committed(CommittedSamples samples);
}
