package dev.andon.acceptance.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Passes bytes on between clients and a server on this machine, until it is told to cut. */
final class CuttingProxy implements AutoCloseable {
    enum Way {
        TO_SERVER,
        TO_CLIENT
    }

    /** Decides where to cut. */
    interface Knife {
        int PASS = -1;

        /**
         * @param connection equal for the two ways of one connection
         * @return how many of the bytes still pass before the connection is cut; or {@link #PASS}
         */
        int cut(Object connection, Way way, byte[] bytes, int length);
    }

    private final IntSupplier serverPort;
    private final ServerSocket door;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Knife> knife = new AtomicReference<>();
    private final AtomicInteger cuts = new AtomicInteger();

    /**
     * @param serverPort where the server listens now
     */
    CuttingProxy(IntSupplier serverPort) {
        this.serverPort = serverPort;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofPlatform().daemon().name("cutting-proxy").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Connections that a knife has cut. */
    int cuts() {
        return cuts.get();
    }

    /** The knife cuts once and is then put away; it replaces one that has not cut yet. */
    void arm(Knife next) {
        knife.set(next);
    }

    void cutAll() {
        connections.forEach(Connection::cut);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        cutAll();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofPlatform().daemon().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        Connection connection = new Connection(client, server);
        connections.add(connection);
        try {
            server.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort.getAsInt()));
            Thread.ofPlatform().daemon().start(() -> connection.pass(Way.TO_CLIENT));
            connection.pass(Way.TO_SERVER);
        } catch (IOException | UncheckedIOException away) {
            connection.cut();
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket server;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pass(Way way) {
            byte[] bytes = new byte[8 * 1024];
            boolean toServer = way == Way.TO_SERVER;
            try {
                InputStream from = (toServer ? client : server).getInputStream();
                OutputStream to = (toServer ? server : client).getOutputStream();
                for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                    Knife armed = knife.get();
                    int passing = armed == null ? Knife.PASS : armed.cut(this, way, bytes, count);
                    boolean cut = passing != Knife.PASS && knife.compareAndSet(armed, null);
                    to.write(bytes, 0, cut ? passing : count);
                    if (cut) {
                        cuts.incrementAndGet();
                        break;
                    }
                }
            } catch (IOException oneSideHasGone) {
                // So does the other, below.
            } finally {
                cut();
            }
        }

        /** With a reset, as when a cable or a router fails, not with an orderly end. */
        void cut() {
            connections.remove(this);
            for (Socket side : new Socket[] {client, server}) {
                try {
                    if (!side.isClosed()) {
                        side.setSoLinger(true, 0);
                    }
                    side.close();
                } catch (IOException alreadyGone) {
                    // As wanted.
                }
            }
        }
    }
}
