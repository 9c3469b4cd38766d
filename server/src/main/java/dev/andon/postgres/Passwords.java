package dev.andon.postgres;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The passwords of the embedded server's three roles, in a file that only Andon's account reads.
 */
record Passwords(String superuser, String owner, String reader) {

    static Passwords readOrCreate(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file, new Passwords(random(), random(), random()));
            }
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            return new Passwords(
                    required(file, properties, "superuser"),
                    required(file, properties, "owner"),
                    required(file, properties, "reader"));
        } catch (IOException failure) {
            throw new StartRefused(
                    "The passwords of the database in %s cannot be read or written: %s"
                            .formatted(file, failure.getMessage()),
                    failure);
        }
    }

    /**
     * The reading role's password in an existing database. It follows from the owner's, so that
     * several servers on one database agree on it without sharing a file.
     */
    static String derived(String ownerPassword, String role) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            ownerPassword.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal(("andon " + role).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void write(Path file, Passwords passwords) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("superuser", passwords.superuser());
        properties.setProperty("owner", passwords.owner());
        properties.setProperty("reader", passwords.reader());
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(unfinished)) {
            properties.store(writer, "Roles of the embedded PostgreSQL.");
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String required(Path file, Properties properties, String name) {
        String password = properties.getProperty(name);
        if (password == null) {
            throw new StartRefused(
                    "%s is damaged: it has no line for %s. Restore it from a backup of the folder."
                            .formatted(file, name));
        }
        return password;
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
