package dev.launchgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.launchgate.sandbox.api.ApiServer;
import dev.launchgate.sandbox.api.Deletion;
import dev.launchgate.sandbox.api.Objects;
import dev.launchgate.sandbox.api.Write;
import dev.launchgate.sandbox.object.Json;
import dev.launchgate.sandbox.store.Kind;
import dev.launchgate.sandbox.store.Kinds;
import dev.launchgate.sandbox.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A cluster that lives as long as this object: API server, controllers, and nodes on which every pod starts at once. */
public final class Sandbox implements AutoCloseable {
    private final Store store = new Store();
    private final Kinds kinds = new Kinds();
    private final Objects objects;
    private final ApiServer server;

    private Sandbox(int port, InstantSource clock) {
        this.objects = new Objects(store, kinds, clock);
        Deletion deletion = new Deletion(store, kinds, clock);
        this.server = new ApiServer(port, store, kinds, objects, deletion, clock);
    }

    /** Starts a cluster with the usual namespaces on a free loopback port. */
    public static Sandbox start() {
        return start(0);
    }

    /** @param port 0 for any free one */
    public static Sandbox start(int port) {
        Sandbox sandbox = new Sandbox(port, InstantSource.system());
        List.of("default", "kube-system").forEach(sandbox::namespace);
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

    /** Writes a kubeconfig for this cluster. */
    public Path kubeconfig(Path file) {
        String text =
                """
                apiVersion: v1
                kind: Config
                current-context: sandbox
                clusters: [{name: sandbox, cluster: {server: "%s"}}]
                users: [{name: sandbox, user: {}}]
                contexts: [{name: sandbox, context: {cluster: sandbox, user: sandbox, namespace: default}}]
                """
                        .formatted(url());
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
        server.close();
    }

    /** Runs a cluster until it is stopped: {@code Sandbox PORT KUBECONFIG}. */
    public static void main(String[] args) throws InterruptedException {
        try (Sandbox sandbox = start(Integer.parseInt(args[0]))) {
            Path file = sandbox.kubeconfig(Path.of(args[1]));
            System.out.println("export KUBECONFIG=" + file.toAbsolutePath());
            Thread.currentThread().join();
        }
    }
}
