package dev.launchgate.probe;

import java.util.HashMap;
import java.util.Map;

/** Starts per host: never more than its bound in any second, and nothing remembered for longer than that. */
final class HostPace {
    private static final long SECOND = 1_000_000_000;

    private final Map<String, Window> windows = new HashMap<>();
    private long prunedAt;

    /** When the next start is allowed; {@code now} or earlier if at once. */
    long clearAt(Peer peer, long now) {
        Window window = windows.get(peer.name());
        return window == null ? now : window.clearAt(now);
    }

    void started(Peer peer, long now) {
        windows.computeIfAbsent(peer.name(), key -> new Window(peer.perSecond()))
                .started(now);
    }

    /** Drops hosts that were left alone for a second. */
    void prune(long now) {
        if (now - prunedAt < SECOND && now - prunedAt >= 0) {
            return;
        }
        prunedAt = now;
        windows.values().removeIf(window -> now - window.latest() >= SECOND);
    }

    int size() {
        return windows.size();
    }

    /** The times of the latest starts, as many as the bound. */
    private static final class Window {
        private final long[] starts;
        private int count;

        private Window(int perSecond) {
            this.starts = new long[perSecond];
        }

        private long clearAt(long now) {
            return count < starts.length ? now : starts[count % starts.length] + SECOND;
        }

        private void started(long now) {
            starts[count % starts.length] = now;
            count = count + 1 < 2 * starts.length ? count + 1 : starts.length;
        }

        private long latest() {
            return starts[(count - 1) % starts.length];
        }
    }
}
