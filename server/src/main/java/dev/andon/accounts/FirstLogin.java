package dev.andon.accounts;

import java.util.Optional;

/**
 * The password of the administrator whom this very start created. Empty when there were users
 * already. To be shown once, by whoever tells the operator that the server is up.
 */
public record FirstLogin(Optional<String> password) {
    public static final String LOGIN = "admin";

    @Override
    public String toString() {
        return "FirstLogin[hidden]";
    }
}
