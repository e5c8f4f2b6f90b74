package dev.launchgate.cluster.kube;

import dev.launchgate.cluster.ClusterView;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.ResourceKind;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Notes what each reader read, or looked for in vain, in its latest pass, and tells whom a change concerns. Memory follows
 * from the checklists that exist: a reader that is forgotten leaves nothing behind.
 */
final class ReadLog {
    private final Map<String, Set<Read>> reads = new ConcurrentHashMap<>();
    private final Map<Scope, Set<String>> readers = new ConcurrentHashMap<>();

    /** A view that notes reads; they count once {@link Recording#commit} is called, in place of the earlier ones. */
    Recording record(String reader, ClusterView view) {
        return new Recording(reader, view);
    }

    /** Readers that a change concerns. */
    Set<String> concerned(ObjectStore.Change change) {
        return readersOf(new Scope(change.kind(), change.namespace())).stream()
                .filter(reader -> reads.getOrDefault(reader, Set.of()).stream().anyMatch(read -> read.sees(change)))
                .collect(Collectors.toSet());
    }

    /** Readers of a kind in a namespace; empty namespace: of the kind anywhere. */
    Set<String> readers(ResourceKind kind, String namespace) {
        if (!namespace.isEmpty()) {
            return Set.copyOf(readersOf(new Scope(kind, namespace)));
        }
        return readers.entrySet().stream()
                .filter(entry -> entry.getKey().kind().equals(kind))
                .flatMap(entry -> entry.getValue().stream())
                .collect(Collectors.toSet());
    }

    /** Whether anybody reads the one object of this scope. */
    boolean reads(WatchScope one) {
        return readersOf(new Scope(one.kind(), one.namespace())).stream()
                .flatMap(reader -> reads.getOrDefault(reader, Set.of()).stream())
                .anyMatch(read -> read.isOf(one));
    }

    /** Forgets all readers but these. */
    void keep(Set<String> remaining) {
        reads.keySet().stream()
                .filter(reader -> !remaining.contains(reader))
                .toList()
                .forEach(reader -> replace(reader, Set.of()));
    }

    private Set<String> readersOf(Scope scope) {
        return readers.getOrDefault(scope, Set.of());
    }

    private void replace(String reader, Set<Read> fresh) {
        Set<Read> old = fresh.isEmpty() ? reads.remove(reader) : reads.put(reader, Set.copyOf(fresh));
        Set<Scope> now = fresh.stream().map(Read::scope).collect(Collectors.toSet());
        now.forEach(scope -> readers.compute(scope, (key, present) -> {
            Set<String> all = present == null ? ConcurrentHashMap.newKeySet() : present;
            all.add(reader);
            return all;
        }));
        if (old != null) {
            old.stream()
                    .map(Read::scope)
                    .filter(scope -> !now.contains(scope))
                    .forEach(scope -> readers.computeIfPresent(scope, (key, present) -> {
                        present.remove(reader);
                        return present.isEmpty() ? null : present;
                    }));
        }
    }

    private record Scope(ResourceKind kind, String namespace) {}

    /** @param name empty for a read by marks */
    private record Read(ResourceKind kind, String namespace, String name, Map<String, String> marks) {
        Scope scope() {
            return new Scope(kind, namespace);
        }

        boolean sees(ObjectStore.Change change) {
            return kind.equals(change.kind())
                    && namespace.equals(change.namespace())
                    && (name.isEmpty()
                            ? matches(change.before()) || matches(change.after())
                            : name.equals(change.name()));
        }

        boolean isOf(WatchScope one) {
            return kind.equals(one.kind()) && namespace.equals(one.namespace()) && name.equals(one.name());
        }

        private boolean matches(Map<String, String> of) {
            return of.entrySet().containsAll(marks.entrySet());
        }
    }

    /** One pass of a reader. */
    final class Recording implements ClusterView {
        private final String reader;
        private final ClusterView view;
        private final Set<Read> fresh = new HashSet<>();

        private Recording(String reader, ClusterView view) {
            this.reader = reader;
            this.view = view;
        }

        @Override
        public Lookup get(ResourceKind kind, String namespace, String name) {
            note(new Read(kind, kind.namespaced() ? namespace : "", name, Map.of()));
            return view.get(kind, namespace, name);
        }

        @Override
        public Lookup.Listing list(ResourceKind kind, String namespace, Map<String, String> marks) {
            note(new Read(kind, kind.namespaced() ? namespace : "", "", marks));
            return view.list(kind, namespace, marks);
        }

        @Override
        public Lookup.KindAnswer kind(String apiVersion, String kind) {
            note(new Read(KindDirectory.name(apiVersion, kind), "", "", Map.of()));
            return view.kind(apiVersion, kind);
        }

        /** Noted before the read, so that no change can fall between the two. */
        private void note(Read read) {
            if (fresh.add(read)) {
                Set<Read> all = new HashSet<>(reads.getOrDefault(reader, Set.of()));
                if (all.add(read)) {
                    replace(reader, all);
                }
            }
        }

        /** Ends the pass: what was not read again does not concern the reader any more. */
        void commit() {
            replace(reader, fresh);
        }
    }
}
