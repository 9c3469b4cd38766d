package dev.andon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperatorFileTest {
    @Test
    void aServerForEverybodyIsReachedOverLoopback() {
        assertThat(OperatorFile.address("0.0.0.0:8080", 8080)).isEqualTo("http://127.0.0.1:8080");
        assertThat(OperatorFile.address("[::]:0", 4711)).isEqualTo("http://127.0.0.1:4711");
        assertThat(OperatorFile.address("10.0.0.5:80", 80)).isEqualTo("http://10.0.0.5:80");
    }
}
