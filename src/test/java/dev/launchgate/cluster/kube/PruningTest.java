package dev.launchgate.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.gate.Workload;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class PruningTest {
    private static ObjectNode yaml(String text) {
        return Serialization.unmarshal("---\n" + text, ObjectNode.class);
    }

    private static final ObjectNode REPLICA_SET = yaml("""
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata:
              name: ml-6d5f
              namespace: ml
              creationTimestamp: '2026-11-01T08:00:00Z'
              managedFields: [{manager: kube-controller-manager}]
              ownerReferences: [{kind: Deployment, uid: d-1, controller: true}]
            spec:
              replicas: 2
              selector: {matchLabels: {app: ml}}
              template:
                metadata:
                  labels: {app: ml, pod-template-hash: 6d5f, app.kubernetes.io/version: '2.4'}
                  annotations: {kubectl.kubernetes.io/restartedAt: '2026-11-02T08:00:00Z', note: long}
                spec:
                  containers: [{name: app, image: 'ml:2.4', env: [{name: A, value: b}]}, {name: log, image: 'log:1'}]
            status: {replicas: 2, availableReplicas: 1, readyReplicas: 1, observedGeneration: 3}
            """);

    @Test
    void ofMetadataOnlyWhatIsReadIsKept() {
        ObjectNode pruned = Pruning.prune(ResourceKind.SERVICE, yaml("""
                apiVersion: v1
                kind: Service
                metadata:
                  name: front
                  namespace: ml
                  uid: u-1
                  generation: 4
                  resourceVersion: '17'
                  selfLink: /front
                  creationTimestamp: '2026-11-01T08:00:00Z'
                  deletionTimestamp: '2026-11-02T08:00:00Z'
                  finalizers: [a/b]
                  managedFields: [{manager: kubectl}]
                  labels: {a: b}
                  ownerReferences: [{uid: o-1}]
                  annotations: {kubectl.kubernetes.io/last-applied-configuration: '{}', c: d}
                spec: {type: LoadBalancer, anything: {x: 1}}
                status: {loadBalancer: {ingress: [{ip: 192.0.2.1}]}}
                """));

        assertThat(pruned).isEqualTo(yaml("""
                metadata:
                  name: front
                  namespace: ml
                  uid: u-1
                  generation: 4
                  creationTimestamp: '2026-11-01T08:00:00Z'
                  deletionTimestamp: '2026-11-02T08:00:00Z'
                  finalizers: [a/b]
                  labels: {a: b}
                  ownerReferences: [{uid: o-1}]
                  annotations: {c: d}
                spec: {type: LoadBalancer, anything: {x: 1}}
                status: {loadBalancer: {ingress: [{ip: 192.0.2.1}]}}
                """));
    }

    /** ConfigMaps have neither spec nor status; Secrets are never stored at all. */
    @Test
    void ofAWholeObjectOnlyWhoWroteItIsDropped() {
        ObjectNode pod = yaml("""
                metadata: {name: p, namespace: ml, finalizers: [a/b], resourceVersion: '7', managedFields: [{manager: m}]}
                spec: {serviceAccountName: robot, containers: [{name: app, image: a}]}
                status: {qosClass: Burstable}
                """);
        assertThat(Pruning.keptInPart(ResourceKind.SERVICE.whole())).isFalse();
        assertThat(Pruning.keptInPart(ResourceKind.POD.whole())).isTrue();
        assertThat(Pruning.prune(ResourceKind.POD.whole(), pod)).isEqualTo(yaml("""
                metadata: {name: p, namespace: ml, finalizers: [a/b]}
                spec: {serviceAccountName: robot, containers: [{name: app, image: a}]}
                status: {qosClass: Burstable}
                """));
    }

    @Test
    void dataOfAConfigMapIsKept() {
        assertThat(Pruning.prune(
                        ResourceKind.CONFIG_MAP,
                        yaml("{kind: ConfigMap, metadata: {name: m, namespace: ml}, data: {approved: 'yes'}}")))
                .isEqualTo(yaml("{metadata: {name: m, namespace: ml}, data: {approved: 'yes'}}"));
    }

    @Test
    void ofANodeItsTaintsAreKept() {
        assertThat(Pruning.prune(ResourceKind.NODE, yaml("""
                        metadata: {name: node-1}
                        spec: {podCIDR: 10.0.0.0/24, unschedulable: true, taints: [{key: k, effect: NoSchedule}]}
                        status: {images: [{names: [a]}], addresses: [{address: 10.0.0.1}]}
                        """))).isEqualTo(yaml("""
                        metadata: {name: node-1}
                        spec: {unschedulable: true, taints: [{key: k, effect: NoSchedule}]}
                        """));
    }

    @Test
    void ofANamespaceItsMetadataIsKept() {
        assertThat(Pruning.prune(
                        ResourceKind.NAMESPACE,
                        yaml("{metadata: {name: ml, labels: {a: b}}, spec: {finalizers: [k]}, status: {phase: A}}")))
                .isEqualTo(yaml("{metadata: {name: ml, labels: {a: b}}}"));
    }

    @Test
    void ofAChecklistItsTargetIsKept() {
        assertThat(Pruning.prune(ResourceKind.LAUNCH_CHECKLIST, yaml("""
                        metadata: {name: c, namespace: ml}
                        spec: {target: {name: scoring}, preflight: [{name: a}]}
                        status: {items: [{name: a}]}
                        """))).isEqualTo(yaml("""
                        metadata: {name: c, namespace: ml}
                        spec: {target: {name: scoring}}
                        """));
    }

    @Test
    void ofAPostmortemWhatChecklistsInheritIsKept() {
        assertThat(Pruning.prune(ResourceKind.POSTMORTEM, yaml("""
                        metadata: {name: p, namespace: ml}
                        spec: {title: t, checklists: [{name: web}], prevention: [{name: a}], rootCause: long}
                        status: {missing: [notes]}
                        """))).isEqualTo(yaml("""
                        metadata: {name: p, namespace: ml}
                        spec: {checklists: [{name: web}], prevention: [{name: a}]}
                        """));
    }

    @Test
    void ofAReplicaSetSizesAndADigestOfItsTemplateAreKept() {
        ObjectNode pruned = Pruning.prune(ResourceKind.REPLICA_SET, REPLICA_SET);

        assertThat(pruned.path("spec")).isEqualTo(yaml("replicas: 2"));
        assertThat(pruned.path("status")).isEqualTo(yaml("{replicas: 2, availableReplicas: 1}"));
        assertThat(pruned.path("templateDigest").path("template")).isEqualTo(yaml("""
                metadata: {labels: {app.kubernetes.io/version: '2.4'}, annotations: {}}
                spec: {containers: [{image: 'ml:2.4'}, {image: 'log:1'}]}
                """));
        assertThat(pruned.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("metadata", "spec", "status", "templateDigest");
    }

    /** Once the digest was kept under a name that its own pointer did not find, and every revision looked alike. */
    @Test
    void theDigestTellsTheSameAsTheTemplate() {
        PodTemplate whole = PodTemplate.of(REPLICA_SET.at("/spec/template"));

        PodTemplate kept = PodTemplate.ofReplicaSet(
                new Resource(ResourceKind.REPLICA_SET, Pruning.prune(ResourceKind.REPLICA_SET, REPLICA_SET)));

        assertThat(kept.hash()).isEqualTo(whole.hash()).hasSize(64);
        assertThat(kept.identity()).isEqualTo(whole.identity()).isNotEqualTo(kept.hash());
        assertThat(kept.images()).containsExactly("ml:2.4", "log:1");
        assertThat(kept.revision()).contains("2.4");
        assertThat(kept.displayName()).isEqualTo("2.4");
    }

    @Test
    void theDigestSurvivesTheStore() {
        ObjectStore store = new ObjectStore(ResourceKind.REPLICA_SET);
        store.put(REPLICA_SET);

        assertThat(PodTemplate.ofReplicaSet(store.get("ml", "ml-6d5f").orElseThrow())
                        .hash())
                .isEqualTo(PodTemplate.of(REPLICA_SET.at("/spec/template")).hash());
    }

    /** The gate must see the same Deployment in the cache as live, the owner of its paused field included. */
    @Test
    void aDeploymentMeansTheSamePrunedAndWhole() {
        ObjectNode live = yaml("""
                metadata:
                  name: scoring
                  namespace: ml
                  uid: d-1
                  annotations: {launchgate.dev/checklist: c}
                  managedFields:
                    - {manager: launchgate, operation: Apply, fieldsV1: {f:spec: {f:paused: {}}}}
                    - {manager: kubectl, operation: Update, fieldsV1: {f:spec: {f:template: {}}}}
                spec:
                  paused: true
                  replicas: 2
                  template: {metadata: {labels: {app: ml}}, spec: {containers: [{name: app, image: 'ml:2.4'}]}}
                status: {conditions: [{type: Progressing, reason: ProgressDeadlineExceeded}]}
                """);

        ObjectNode pruned = Pruning.prune(ResourceKind.DEPLOYMENT, live);

        Workload cached = Workload.of(new Resource(ResourceKind.DEPLOYMENT, pruned), List.of());
        assertThat(cached).isEqualTo(Workload.of(new Resource(ResourceKind.DEPLOYMENT, live), List.of()));
        assertThat(cached.ownsPaused()).isTrue();
        assertThat(pruned.at("/metadata/managedFields").isMissingNode()).isTrue();
    }

    /** A manager that only updated the field does not hold it against other managers. */
    @Test
    void ofThePausedFieldOnlyThoseWhoAppliedItAreOwners() {
        ObjectNode pruned = Pruning.prune(ResourceKind.DEPLOYMENT, yaml("""
                metadata:
                  name: scoring
                  namespace: ml
                  managedFields:
                    - {manager: launchgate, operation: Update, fieldsV1: {f:spec: {f:paused: {}}}}
                    - {manager: argocd, operation: Apply, fieldsV1: {f:spec: {f:paused: {}}}}
                    - {manager: flux, operation: Apply, fieldsV1: {f:spec: {f:replicas: {}}}}
                """));

        assertThat(new Resource(ResourceKind.DEPLOYMENT, pruned).texts("/launchgate.dev~1pausedAppliedBy"))
                .containsExactly("argocd");
        assertThat(Workload.of(new Resource(ResourceKind.DEPLOYMENT, pruned), List.of())
                        .ownsPaused())
                .isFalse();
    }

    @Test
    void whatWasReadStaysAsItWas() {
        ObjectNode before = REPLICA_SET.deepCopy();

        Pruning.prune(ResourceKind.REPLICA_SET, REPLICA_SET);

        assertThat(REPLICA_SET).isEqualTo(before);
    }

    @Test
    void whatChangesAllTheTimeInAutoscalersAndBudgetsIsNotKept() {
        assertThat(Pruning.prune(ResourceKind.HORIZONTAL_POD_AUTOSCALER, yaml("""
                metadata: {name: web, namespace: ml, managedFields: [{manager: a}]}
                spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, minReplicas: 2, maxReplicas: 9, metrics: [{type: Resource}]}
                status: {currentReplicas: 2, conditions: [{type: AbleToScale}], currentMetrics: [{type: Resource}]}
                """)))
                .isEqualTo(yaml("""
                metadata: {name: web, namespace: ml}
                spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, minReplicas: 2}
                """));
        assertThat(Pruning.prune(ResourceKind.SCALED_OBJECT, yaml("""
                metadata: {name: web, namespace: ml, annotations: {autoscaling.keda.sh/paused: 'true'}}
                spec: {scaleTargetRef: {name: web}, minReplicaCount: 2, idleReplicaCount: 0, triggers: [{type: cron}]}
                status: {lastActiveTime: '2026-11-01T08:00:00Z'}
                """))).isEqualTo(yaml("""
                metadata: {name: web, namespace: ml, annotations: {autoscaling.keda.sh/paused: 'true'}}
                spec: {scaleTargetRef: {name: web}, minReplicaCount: 2, idleReplicaCount: 0}
                """));
        assertThat(Pruning.prune(ResourceKind.POD_DISRUPTION_BUDGET, yaml("""
                metadata: {name: web, namespace: ml}
                spec: {selector: {matchLabels: {app: web}}, minAvailable: 50%, unhealthyPodEvictionPolicy: AlwaysAllow}
                status: {disruptionsAllowed: 1, currentHealthy: 2, observedGeneration: 1}
                """))).isEqualTo(yaml("""
                metadata: {name: web, namespace: ml}
                spec: {selector: {matchLabels: {app: web}}, minAvailable: 50%}
                """));
    }

    @Test
    void ofClaimsAndStatefulSetsOnlyWhatIsReadIsKept() {
        assertThat(Pruning.prune(ResourceKind.PERSISTENT_VOLUME_CLAIM, yaml("""
                metadata: {name: data, namespace: ml}
                spec: {accessModes: [ReadWriteOnce], volumeName: pv-1}
                status: {phase: Bound, accessModes: [ReadWriteOnce, ReadWriteMany], capacity: {storage: 1Gi}}
                """)))
                .isEqualTo(yaml("""
                metadata: {name: data, namespace: ml}
                spec: {accessModes: [ReadWriteOnce]}
                status: {accessModes: [ReadWriteOnce, ReadWriteMany]}
                """));
        assertThat(Pruning.prune(ResourceKind.STATEFUL_SET, yaml("""
                metadata: {name: db, namespace: ml, generation: 3}
                spec: {replicas: 2, template: {spec: {containers: [{name: db, env: [{name: PASSWORD, value: secret}]}]}}}
                status: {observedGeneration: 3, readyReplicas: 2, currentRevision: db-1}
                """))).isEqualTo(yaml("""
                metadata: {name: db, namespace: ml, generation: 3}
                status: {observedGeneration: 3, readyReplicas: 2}
                """));
    }

    @Test
    void theLabelsOfANodeAreKept() {
        assertThat(Pruning.prune(ResourceKind.NODE, yaml("""
                metadata: {name: node-1, labels: {topology.kubernetes.io/zone: a}}
                spec: {podCIDR: 10.0.0.0/24, unschedulable: true}
                status: {capacity: {cpu: '4'}, conditions: [{type: Ready, status: 'True'}]}
                """))).isEqualTo(yaml("""
                metadata: {name: node-1, labels: {topology.kubernetes.io/zone: a}}
                spec: {unschedulable: true}
                """));
    }

    @Test
    void ofRulesOnlyTheNamesOfAlertsAreKept() {
        ObjectNode pruned = Pruning.prune(ResourceKind.PROMETHEUS_RULE, yaml("""
                metadata: {name: ml, namespace: ml}
                spec:
                  groups:
                  - {name: a, interval: 30s, rules: [{alert: Down, expr: up == 0, labels: {a: b}}, {record: r, expr: up}]}
                  - {name: b, rules: odd}
                """));
        assertThat(pruned.at("/spec/groups/0/rules"))
                .isEqualTo(yaml("r: [{alert: Down}, {}]").path("r"));
        assertThat(pruned.at("/spec/groups/1/rules").asText()).isEqualTo("odd");
    }
}
