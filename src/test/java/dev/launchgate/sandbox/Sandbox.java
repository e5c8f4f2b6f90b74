package dev.launchgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.launchgate.sandbox.api.ApiServer;
import dev.launchgate.sandbox.api.Deletion;
import dev.launchgate.sandbox.api.Objects;
import dev.launchgate.sandbox.api.Write;
import dev.launchgate.sandbox.control.Controllers;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Kind;
import dev.launchgate.sandbox.store.Kinds;
import dev.launchgate.sandbox.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A cluster that lives as long as this object: API server, controllers, and nodes on which every pod starts at once. */
public final class Sandbox implements AutoCloseable {
    private final Store store = new Store();
    private final Kinds kinds = new Kinds();
    private final Objects objects;
    private final ApiServer server;
    private final Controllers controllers;

    private Sandbox(int port, Duration podStart, InstantSource clock) {
        this.objects = new Objects(store, kinds, clock);
        Deletion deletion = new Deletion(store, kinds, clock);
        this.server = new ApiServer(port, store, kinds, objects, deletion, clock);
        this.controllers = new Controllers(store, kinds, objects, deletion, clock, podStart);
    }

    /** Starts a cluster with the usual namespaces on a free loopback port. */
    public static Sandbox start() {
        return start(0, Duration.ZERO);
    }

    /**
     * @param port 0 for any free one
     * @param podStart how long a pod takes to become ready
     */
    public static Sandbox start(int port, Duration podStart) {
        Sandbox sandbox = new Sandbox(port, podStart, InstantSource.system());
        List.of("default", "kube-system").forEach(sandbox::namespace);
        sandbox.controllers.start();
        sandbox.server.start();
        return sandbox;
    }

    public String url() {
        return server.url();
    }

    public void namespace(String name) {
        Kind kind = kinds.builtIn("Namespace");
        JsonNode object = Json.object().set("metadata", Json.object().put("name", name));
        objects.create(kind, "", object, Write.CONTROLLER);
    }

    /** Adds a node that is ready for pods. */
    public void node(String name) {
        Kind kind = kinds.builtIn("Node");
        ObjectNode node = Json.object();
        node.putObject("metadata")
                .put("name", name)
                .putObject("labels")
                .put("kubernetes.io/hostname", name)
                .put("kubernetes.io/os", "linux");
        objects.create(kind, "", node, Write.CONTROLLER);
        objects.update(
                kind,
                "",
                name,
                live -> {
                    live.putObject("status")
                            .putArray("conditions")
                            .addObject()
                            .put("type", "Ready")
                            .put("status", "True")
                            .put("reason", "KubeletReady");
                    return live;
                },
                Write.CONTROLLER.through("status"));
    }

    /** Writes a kubeconfig for this cluster. */
    public Path kubeconfig(Path file) {
        String text = """
                apiVersion: v1
                kind: Config
                current-context: sandbox
                clusters: [{name: sandbox, cluster: {server: "%s"}}]
                users: [{name: sandbox, user: {}}]
                contexts: [{name: sandbox, context: {cluster: sandbox, user: sandbox, namespace: default}}]
                """.formatted(url());
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all watches that are under way; clients watch again from where they were. */
    public void cutWatches() {
        server.cutWatches();
    }

    /** Forgets history and ends all watches, so that clients have to list again (410). */
    public void compact() {
        store.compact();
        server.cutWatches();
    }

    @Override
    public void close() {
        controllers.close();
        server.close();
    }

    /** Runs a cluster until it is stopped: {@code Sandbox PORT KUBECONFIG}. */
    public static void main(String[] args) throws InterruptedException {
        try (Sandbox sandbox = start(Integer.parseInt(args[0]), Duration.ZERO)) {
            List.of("node-1", "node-2").forEach(sandbox::node);
            Path file = sandbox.kubeconfig(Path.of(args[1]));
            System.out.println("export KUBECONFIG=" + file.toAbsolutePath());
            Thread.currentThread().join();
        }
    }
}
