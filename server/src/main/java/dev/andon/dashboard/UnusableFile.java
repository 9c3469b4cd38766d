package dev.andon.dashboard;

/** Stops reading one file; the others are read all the same. */
final class UnusableFile extends Exception {
    private final String advice;

    UnusableFile(String problem, String advice) {
        super(problem);
        this.advice = advice;
    }

    ProvisioningProblem in(String file) {
        return new ProvisioningProblem(file, String.valueOf(getMessage()), advice);
    }
}
