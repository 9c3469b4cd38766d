package dev.andon.simulator;

/** What a machine is doing; the code is the value of its metric {@code state}. */
enum MachineState {
    IDLE(0),
    RUNNING(1),
    CHANGEOVER(2),
    ERROR(3);

    private final int code;

    MachineState(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The word in the column {@code status} of {@code machines}. */
    String status() {
        return switch (this) {
            case IDLE -> "idle";
            case RUNNING -> "running";
            case CHANGEOVER -> "changeover";
            case ERROR -> "error";
        };
    }
}
