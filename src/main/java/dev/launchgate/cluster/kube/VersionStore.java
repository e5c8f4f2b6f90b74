package dev.launchgate.cluster.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer needs to tell changes apart, identity and version, and nothing else. Hands every object on in the very
 * call in which the informer learns of it: its handlers hear of objects only after it calls itself synced.
 */
final class VersionStore implements ItemStore<GenericKubernetesResource> {
    private final ConcurrentHashMap<String, GenericKubernetesResource> items = new ConcurrentHashMap<>();
    private final Consumer<GenericKubernetesResource> stored;
    private final Consumer<GenericKubernetesResource> removed;

    /** @param removed is told the identity of what is gone */
    VersionStore(Consumer<GenericKubernetesResource> stored, Consumer<GenericKubernetesResource> removed) {
        this.stored = stored;
        this.removed = removed;
    }

    @Override
    public String getKey(GenericKubernetesResource object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource object) {
        GenericKubernetesResource stub = new GenericKubernetesResource();
        stub.setMetadata(new ObjectMetaBuilder()
                .withName(object.getMetadata().getName())
                .withNamespace(object.getMetadata().getNamespace())
                .withUid(object.getMetadata().getUid())
                .withResourceVersion(object.getMetadata().getResourceVersion())
                .build());
        stored.accept(object);
        return items.put(key, stub);
    }

    @Override
    public @Nullable GenericKubernetesResource remove(String key) {
        GenericKubernetesResource gone = items.remove(key);
        if (gone != null) {
            removed.accept(gone);
        }
        return gone;
    }

    @Override
    public Stream<String> keySet() {
        return items.keySet().stream();
    }

    @Override
    public Stream<GenericKubernetesResource> values() {
        return items.values().stream();
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public @Nullable GenericKubernetesResource get(String key) {
        return items.get(key);
    }

    @Override
    public boolean isFullState() {
        return false;
    }
}
