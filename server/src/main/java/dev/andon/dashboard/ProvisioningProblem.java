package dev.andon.dashboard;

/** A file that could not be used, why, and what to do about it. */
record ProvisioningProblem(String file, String problem, String advice) {
    ProvisioningProblem withLastGoodVersionShown() {
        return new ProvisioningProblem(
                file,
                problem + " Its last good version is shown until the server restarts.",
                advice);
    }
}
