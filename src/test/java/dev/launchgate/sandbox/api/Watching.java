package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Change;
import dev.launchgate.sandbox.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers watch requests: one line of JSON for each change, for as long as the client wants. */
final class Watching {
    private static final long DEFAULT_SECONDS = 1800;
    private static final long BOOKMARK_MILLIS = 5_000;

    private final Store store;
    private final Forms forms;
    private volatile long cuts;

    Watching(Store store, Forms forms) {
        this.store = store;
        this.forms = forms;
    }

    /** Ends all watches that are under way. */
    void cut() {
        cuts++;
        store.wake();
    }

    Reply watch(ResourcePath path, ApiRequest request) {
        Predicate<JsonNode> wanted = Selector.of(path.kind(), request);
        String version = request.parameter("resourceVersion");
        boolean fromNow = version.isEmpty() || version.equals("0");
        return store.atomically(() -> {
            List<Event> first = new ArrayList<>();
            if (fromNow || request.flag("sendInitialEvents")) {
                store.list(path.kind().collection(), path.namespace()).stream()
                        .filter(wanted)
                        .forEach(object -> first.add(new Event("ADDED", object)));
            }
            if (request.flag("sendInitialEvents")) {
                first.add(bookmark(path, store.version(), true));
            }
            long after = first.isEmpty() && !fromNow ? Long.parseLong(version) : store.version();
            Optional<BlockingQueue<Change>> changes = store.watch(after);
            return changes.<Reply>map(queue -> new Session(path, request, wanted, first, queue, cuts))
                    .orElseGet(() -> expired());
        });
    }

    private static Reply expired() {
        ObjectNode event = Json.object().put("type", "ERROR");
        event.set("object", ApiFailure.expired().status());
        return (Reply.Stream) out -> {
            out.write(Json.bytes(event));
            out.write('\n');
        };
    }

    private static Event bookmark(ResourcePath path, long version, boolean initialEnd) {
        ObjectNode object = Json.object();
        ObjectNode metadata = object.putObject("metadata").put("resourceVersion", String.valueOf(version));
        metadata.putNull("creationTimestamp");
        if (initialEnd) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        return new Event("BOOKMARK", object.put("kind", path.kind().kind()));
    }

    private record Event(String type, ObjectNode object) {}

    private final class Session implements Reply.Stream {
        private final ResourcePath path;
        private final ApiRequest request;
        private final Predicate<JsonNode> wanted;
        private final List<Event> first;
        private final BlockingQueue<Change> changes;
        private final long cutsBefore;
        private final long end;

        private Session(
                ResourcePath path,
                ApiRequest request,
                Predicate<JsonNode> wanted,
                List<Event> first,
                BlockingQueue<Change> changes,
                long cutsBefore) {
            this.path = path;
            this.request = request;
            this.wanted = wanted;
            this.first = first;
            this.changes = changes;
            this.cutsBefore = cutsBefore;
            String seconds = request.parameter("timeoutSeconds");
            this.end = System.nanoTime()
                    + TimeUnit.SECONDS.toNanos(seconds.isEmpty() ? DEFAULT_SECONDS : Long.parseLong(seconds));
        }

        @Override
        public void writeTo(OutputStream out) throws IOException, InterruptedException {
            try {
                out.flush();
                for (Event event : first) {
                    send(out, event);
                }
                follow(out);
            } finally {
                store.unwatch(changes);
            }
        }

        private void follow(OutputStream out) throws IOException, InterruptedException {
            long seen = store.version();
            while (System.nanoTime() < end && cuts == cutsBefore) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                Change change = changes.poll(Math.max(1, Math.min(BOOKMARK_MILLIS, left)), TimeUnit.MILLISECONDS);
                if (change != null && change != Change.WAKE) {
                    seen = change.version();
                    Event event = event(change);
                    if (event != null) {
                        send(out, event);
                    }
                } else if (change == null && request.flag("allowWatchBookmarks")) {
                    send(out, bookmark(path, seen, false));
                }
            }
        }

        /** What a change is to this watch: an object that no longer fits the selectors is gone. */
        private @Nullable Event event(Change change) {
            boolean concerns = change.collection().equals(path.kind().collection())
                    && (path.namespace().isEmpty()
                            || Store.namespace(change.last()).equals(path.namespace()));
            boolean before = concerns && change.before() != null && wanted.test(change.before());
            boolean after = concerns && change.after() != null && wanted.test(change.after());
            if (after) {
                return new Event(before ? "MODIFIED" : "ADDED", change.last());
            }
            return before ? new Event("DELETED", lost(change)) : null;
        }

        /** An object is shown as it was when it still fitted, under the version at which it was lost. */
        private static ObjectNode lost(Change change) {
            ObjectNode object =
                    java.util.Objects.requireNonNull(change.before()).deepCopy();
            object.withObject("/metadata").set("resourceVersion", change.last().at("/metadata/resourceVersion"));
            return object;
        }

        private void send(OutputStream out, Event event) throws IOException {
            ObjectNode line = Json.object().put("type", event.type());
            boolean bookmark = event.type().equals("BOOKMARK");
            line.set(
                    "object",
                    bookmark
                            ? event.object().put("apiVersion", path.kind().apiVersion())
                            : forms.one(path.kind(), request, event.object()));
            out.write((new String(Json.bytes(line), StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
