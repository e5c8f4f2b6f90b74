package dev.launchgate.checklist;

import dev.launchgate.api.v1alpha1.LaunchChecklist;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The framework's cache of checklists without managed fields, which are three quarters of one, and the applied manifest. */
public final class LeanItemStore implements ItemStore<LaunchChecklist> {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final Map<String, LaunchChecklist> items = new ConcurrentHashMap<>();

    @Override
    public String getKey(LaunchChecklist checklist) {
        return Cache.metaNamespaceKeyFunc(checklist);
    }

    @Override
    public @Nullable LaunchChecklist put(String key, LaunchChecklist checklist) {
        checklist.getMetadata().setManagedFields(null);
        if (checklist.getMetadata().getAnnotations() != null) {
            checklist.getMetadata().getAnnotations().remove(LAST_APPLIED);
        }
        return items.put(key, checklist);
    }

    @Override
    public @Nullable LaunchChecklist remove(String key) {
        return items.remove(key);
    }

    @Override
    public Stream<String> keySet() {
        return items.keySet().stream();
    }

    @Override
    public Stream<LaunchChecklist> values() {
        return items.values().stream();
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public @Nullable LaunchChecklist get(String key) {
        return items.get(key);
    }
}
