package dev.launchgate.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Finds ports in a row that nobody listens on, below those that the system hands out by itself. */
final class PortBlock {
    private static final String FIRST = "LAUNCHGATE_CONTROLPLANE_PORT";
    private static final int LEAST = 22_000;
    private static final int MOST = 32_000;
    private static final int TRIES = 200;

    private PortBlock() {}

    /** First of {@code size} free ports; the environment variable LAUNCHGATE_CONTROLPLANE_PORT says where to look first. */
    static int free(int size) {
        String wanted = System.getenv(FIRST);
        if (wanted != null && !wanted.isBlank() && isFree(Integer.parseInt(wanted), size)) {
            return Integer.parseInt(wanted);
        }
        RandomGenerator random = RandomGenerator.getDefault();
        for (int i = 0; i < TRIES; i++) {
            int first = random.nextInt(LEAST, MOST - size);
            if (isFree(first, size)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + size + " free ports in a row from " + LEAST + " to " + MOST);
    }

    private static boolean isFree(int first, int size) {
        return IntStream.range(first, first + size).allMatch(PortBlock::isFree);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
