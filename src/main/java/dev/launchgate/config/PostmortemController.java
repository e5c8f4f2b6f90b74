package dev.launchgate.config;

import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.postmortem.PostmortemReconciler;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controller of postmortems, apart from that of checklists: the framework starts its controllers together and waits for
 * all, so that a cluster whose definitions are older than the operator - Helm upgrades none - would have no gate meanwhile.
 */
public final class PostmortemController {
    private static final Logger LOG = LoggerFactory.getLogger(PostmortemController.class);
    private static final String GROUP_VERSION = "launchgate.dev/v1alpha1";
    private static final int THREADS = 2;
    private static final Duration LAST_PASSES = Duration.ofSeconds(8);
    private static final Duration LISTS = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final PostmortemReconciler reconciler;
    private Optional<Operator> running = Optional.empty();
    private boolean told;

    /** @param namespaces those that are watched; none means all */
    PostmortemController(KubernetesClient client, Set<String> namespaces, PostmortemReconciler reconciler) {
        this.client = client;
        this.namespaces = Set.copyOf(namespaces);
        this.reconciler = reconciler;
    }

    /** Starts it as soon as the kind is served; call it now and then, from one thread. */
    synchronized void startOnceServed() {
        if (running.isPresent()) {
            reconciler.forgetDeleted();
            return;
        }
        if (!served()) {
            if (!told) {
                LOG.warn(
                        "kind Postmortem is not served: apply its definition from crds/ to use it, it is looked for again");
                told = true;
            }
            return;
        }
        Operator operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withStopOnInformerErrorDuringStartup(false)
                .withUseSSAToPatchPrimaryResource(true)
                .withConcurrentReconciliationThreads(THREADS)
                .withReconciliationTerminationTimeout(LAST_PASSES)
                .withCacheSyncTimeout(LISTS));
        operator.register(reconciler, overrider -> {
            if (!namespaces.isEmpty()) {
                overrider.settingNamespaces(namespaces);
            }
        });
        operator.start();
        running = Optional.of(operator);
    }

    private boolean served() {
        APIResourceList resources = client.getApiResources(GROUP_VERSION);
        return resources != null
                && resources.getResources().stream()
                        .anyMatch(resource -> resource.getKind().equals(Postmortem.class.getSimpleName()));
    }

    synchronized void stop() {
        running.ifPresent(Operator::stop);
        running = Optional.empty();
    }
}
