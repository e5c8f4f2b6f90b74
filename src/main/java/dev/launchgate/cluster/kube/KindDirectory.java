package dev.launchgate.cluster.kube;

import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which kinds the API server serves, of those that somebody asks for. Answers come from the latest {@link #look}; names that
 * nobody asks for any more are forgotten.
 */
final class KindDirectory {
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
    private static final String CORE = "v1";

    private final KubernetesClient client;
    private final Consumer<ResourceKind> changed;
    private final LongSupplier nanoTime;
    private final Map<ResourceKind, Long> asked = new ConcurrentHashMap<>();
    private final Map<ResourceKind, Lookup.KindAnswer> answers = new ConcurrentHashMap<>();

    /** @param changed told the name whose answer is another than before */
    KindDirectory(KubernetesClient client, Consumer<ResourceKind> changed, LongSupplier nanoTime) {
        this.client = client;
        this.changed = changed;
        this.nanoTime = nanoTime;
    }

    /** The name that an item gives to a kind, before anything is known of it. */
    static ResourceKind name(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return new ResourceKind(
                slash < 0 ? "" : apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind, "", false);
    }

    /** @param lookSoon called when the name is new, so that an answer does not wait for the next round */
    Lookup.KindAnswer ask(String apiVersion, String kind, Runnable lookSoon) {
        ResourceKind name = name(apiVersion, kind);
        if (asked.put(name, nanoTime.getAsLong()) == null) {
            lookSoon.run();
        }
        return answers.getOrDefault(name, new Lookup.Unreadable(Obstacle.notDiscovered(apiVersion)));
    }

    /** Asks the server. Blocks; call it from the watch thread only. */
    void look() {
        long now = nanoTime.getAsLong();
        asked.values().removeIf(last -> now - last > FORGOTTEN_AFTER.toNanos());
        answers.keySet().retainAll(asked.keySet());
        if (asked.isEmpty()) {
            return;
        }
        Optional<Set<String>> versions = servedVersions();
        Map<String, Optional<List<APIResource>>> read = new HashMap<>();
        for (ResourceKind name : asked.keySet()) {
            answer(name, versions, read).ifPresent(answer -> keep(name, answer));
        }
    }

    private void keep(ResourceKind name, Lookup.KindAnswer answer) {
        if (!answer.equals(answers.put(name, answer))) {
            changed.accept(name);
        }
    }

    /** Empty when the server could not be asked and an earlier answer stands. */
    private Optional<Lookup.KindAnswer> answer(
            ResourceKind name, Optional<Set<String>> versions, Map<String, Optional<List<APIResource>>> read) {
        String apiVersion = name.apiVersion();
        if (versions.isPresent() && !versions.get().contains(apiVersion)) {
            return Optional.of(new Lookup.Unreadable(Obstacle.notInstalled(apiVersion, name.kind())));
        }
        Optional<List<APIResource>> resources =
                versions.isEmpty() ? Optional.empty() : read.computeIfAbsent(apiVersion, this::resources);
        return resources
                .map(served -> answer(name, served))
                .or(() -> answers.containsKey(name) ? Optional.empty() : Optional.of(unasked(apiVersion)));
    }

    private static Lookup.KindAnswer answer(ResourceKind name, List<APIResource> served) {
        List<APIResource> ofKind = served.stream()
                .filter(resource -> name.kind().equals(resource.getKind()))
                .filter(resource -> !resource.getName().contains("/"))
                .toList();
        if (ofKind.isEmpty()) {
            return new Lookup.Unreadable(Obstacle.notInstalled(name.apiVersion(), name.kind()));
        }
        return ofKind.stream()
                .filter(KindDirectory::watchable)
                .findFirst()
                .<Lookup.KindAnswer>map(resource -> new Lookup.Served(new ResourceKind(
                        name.group(),
                        name.version(),
                        name.kind(),
                        resource.getName(),
                        Boolean.TRUE.equals(resource.getNamespaced()),
                        ResourceKind.Extent.Whole)))
                .orElseGet(() -> new Lookup.Unreadable(Obstacle.notWatchable(name.apiVersion(), name.kind())));
    }

    private static boolean watchable(APIResource resource) {
        return Optional.ofNullable(resource.getVerbs()).orElse(List.of()).containsAll(List.of("list", "watch"));
    }

    private static Lookup.KindAnswer unasked(String apiVersion) {
        return new Lookup.Unreadable(
                new Obstacle(Reason.NetworkError, "the API server could not be asked for the kinds of " + apiVersion));
    }

    private Optional<Set<String>> servedVersions() {
        try {
            return Optional.ofNullable(client.getApiGroups())
                    .map(groups -> Stream.concat(
                                    Stream.of(CORE),
                                    groups.getGroups().stream()
                                            .flatMap(group -> group.getVersions().stream())
                                            .map(GroupVersionForDiscovery::getGroupVersion))
                            .collect(Collectors.toSet()));
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    private Optional<List<APIResource>> resources(String apiVersion) {
        try {
            return Optional.ofNullable(client.getApiResources(apiVersion)).map(APIResourceList::getResources);
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }
}
