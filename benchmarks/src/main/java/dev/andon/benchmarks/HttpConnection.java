package dev.andon.benchmarks;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one sender, kept as long as the server keeps it. Plain blocking sockets,
 * because a client library would take more of the two processors than some of what is measured, and
 * would hide how many connections there are.
 */
final class HttpConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 120_000;

    private final Target target;
    private final byte[] input = new byte[2048];
    private int at;
    private int filled;
    private int reopened;
    private @Nullable Socket socket;

    record Answer(int status, int retryAfterSeconds, String body) {
        boolean stored() {
            return status == 204 || (status == 200 && body.contains("\"rejected\":0,"));
        }
    }

    HttpConnection(Target target) {
        this.target = target;
    }

    /** How often the server had closed the connection since the request before. */
    int reopened() {
        return reopened;
    }

    /**
     * A server may close a connection that was idle for long; then the request goes over a new one.
     */
    Answer post(byte[] body) throws IOException {
        byte[] head = target.head(body.length);
        if (socket != null) {
            try {
                return exchange(socket, head, body);
            } catch (IOException closed) {
                close();
                reopened++;
            }
        }
        Socket opened = new Socket();
        socket = opened;
        opened.setTcpNoDelay(true);
        opened.setSoTimeout(PATIENCE_MILLIS);
        opened.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port()),
                PATIENCE_MILLIS);
        try {
            return exchange(opened, head, body);
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    private Answer exchange(Socket socket, byte[] head, byte[] body) throws IOException {
        at = 0;
        filled = 0;
        // A small request is one packet; the body of a large one is not copied.
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 4096);
        out.write(head);
        out.write(body);
        out.flush();
        return answer(socket.getInputStream());
    }

    private Answer answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).substring(9, 12));
        int length = 0;
        int retryAfter = 0;
        boolean chunked = false;
        boolean closing = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "retry-after" -> retryAfter = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = true;
                case "connection" -> closing = value.equalsIgnoreCase("close");
                default -> {}
            }
        }
        String body = chunked ? chunks(in) : text(in, length);
        if (closing) {
            close();
        }
        return new Answer(status, retryAfter, body);
    }

    private String chunks(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        int length;
        do {
            length = Integer.parseInt(line(in), 16);
            text.append(text(in, length));
            line(in);
        } while (length > 0);
        return text.toString();
    }

    private String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = read(in); next != '\n'; next = read(in)) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private String text(InputStream in, int length) throws IOException {
        byte[] text = new byte[length];
        for (int index = 0; index < length; index++) {
            text[index] = (byte) read(in);
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private int read(InputStream in) throws IOException {
        if (at == filled) {
            filled = in.read(input);
            at = 0;
            if (filled < 0) {
                filled = 0;
                throw new EOFException("The server closed the connection.");
            }
        }
        return input[at++];
    }

    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException alreadyClosed) {
                // It is not used again either way.
            }
            socket = null;
        }
    }
}
