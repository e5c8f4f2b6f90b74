package dev.launchgate.sandbox.conformance;

/** Server-side apply: who owns what, who disagrees, and what goes when nobody wants it any more. */
final class ApplySteps {
    private static final String WEB = "/apis/apps/v1/namespaces/NAMESPACE/deployments/applied";
    private static final String APPLY = "application/apply-patch+yaml";

    private ApplySteps() {}

    static void play(Conversation with) {
        ownership(with);
        identity(with);
        strategic(with);
    }

    private static void ownership(Conversation with) {
        with.say("alice applies", "PATCH", WEB + "?fieldManager=alice", APPLY, """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: applied, labels: {app: web, by: alice}}
                spec:
                  paused: true
                  replicas: 2
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers:
                        - name: app
                          image: example.com/app:1
                          env: [{name: A, value: "1"}, {name: B, value: "2"}]
                          ports: [{name: http, containerPort: 8080}]
                """);
        with.say("bob applies the same value", "PATCH", WEB + "?fieldManager=bob", APPLY, """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: applied}, spec: {paused: true}}
                """);
        with.say("bob disagrees", "PATCH", WEB + "?fieldManager=bob", APPLY, """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: applied}, spec: {paused: false}}
                """);
        with.say("bob disagrees in several fields", "PATCH", WEB + "?fieldManager=bob", APPLY, """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: applied}, spec: {replicas: 7, template:
                  {spec: {containers: [{name: app, image: "example.com/app:9"}]}}}}
                """);
        with.say(
                "carol tries without doing it", "PATCH", WEB + "?fieldManager=carol&dryRun=All&force=true", APPLY, """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: applied}, spec: {replicas: 9}}
                """);
        with.say("carol insists", "PATCH", WEB + "?fieldManager=carol&force=true", APPLY, """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: applied}, spec: {replicas: 3}}
                """);
        with.say(
                "alice drops a label, a variable and the pause",
                "PATCH",
                WEB + "?fieldManager=alice&force=true",
                APPLY,
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: applied, labels: {app: web}}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers:
                        - name: app
                          image: example.com/app:1
                          env: [{name: A, value: "1"}]
                          ports: [{name: http, containerPort: 8080}]
                """);
        with.say("bob drops the pause, too", "PATCH", WEB + "?fieldManager=bob", APPLY, """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: applied, annotations: {note: b}}}
                """);
        with.say(
                "an update takes a field over",
                "PATCH",
                WEB + "?fieldManager=dave",
                "application/merge-patch+json",
                """
                {"spec": {"template": {"spec": {"containers": [{"name": "app", "image": "example.com/app:2"}]}}}}""");
        with.get("what is left to whom", WEB);
        with.say("alice applies without a name of her own", "PATCH", WEB, APPLY, """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: applied}}
                """);
    }

    private static void identity(Conversation with) {
        with.say("apply to another uid", "PATCH", WEB + "?fieldManager=bob", APPLY, """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: applied, uid: other}, spec: {paused: true}}
                """);
        with.say(
                "apply to a uid that is gone",
                "PATCH",
                WEB.replace("/applied", "/gone") + "?fieldManager=bob",
                APPLY,
                """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: gone, uid: other}, spec: {paused: true}}
                """);
        with.say("a selector may not change", "PATCH", WEB, "application/merge-patch+json", """
                {"spec": {"selector": {"matchLabels": {"app": "other"}}}}""");
    }

    private static void strategic(Conversation with) {
        String type = "application/strategic-merge-patch+json";
        with.say("containers merge by name", "PATCH", WEB, type, """
                {"spec": {"template": {"spec": {"containers": [
                  {"name": "app", "env": [{"name": "C", "value": "3"}]}, {"name": "side", "image": "example.com/side:1"}]}}}}""");
        with.say("a container goes", "PATCH", WEB, type, """
                {"spec": {"template": {"spec": {"containers": [{"name": "side", "$patch": "delete"}]}}}}""");
        with.say("only some keys stay", "PATCH", WEB, type, """
                {"spec": {"strategy": {"$retainKeys": ["type"], "type": "Recreate"}}}""");
        with.say("a patch that changes nothing", "PATCH", WEB, type, """
                {"spec": {"strategy": {"type": "Recreate"}}}""");
        with.say("an annotation counts as a change of a Deployment", "PATCH", WEB, type, """
                {"metadata": {"annotations": {"x": "y"}}}""");
        with.say("a label does not", "PATCH", WEB, type, """
                {"metadata": {"labels": {"x": "y"}}}""");
        with.say("delete", "DELETE", WEB, "application/json", "");
    }
}
