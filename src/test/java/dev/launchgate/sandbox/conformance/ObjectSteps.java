package dev.launchgate.sandbox.conformance;

/** Objects: created, read, listed, changed and deleted in every way that clients know. */
final class ObjectSteps {
    private static final String MAPS = "/api/v1/namespaces/NAMESPACE/configmaps";
    private static final String JSON = "application/json";
    private static final String MERGE = "application/merge-patch+json";
    private static final String JSON_PATCH = "application/json-patch+json";

    private ObjectSteps() {}

    static void play(Conversation with) {
        create(with);
        patch(with);
        lists(with);
        watch(with);
        delete(with);
        events(with);
    }

    private static void create(Conversation with) {
        String body = """
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a", "labels": {"app": "x"}}, "data": {"k": "1"}}""";
        with.say("dry run of a create", "POST", MAPS + "?dryRun=All&fieldManager=t", JSON, body);
        with.get("a dry run stores nothing", MAPS + "/a");
        with.say("create", "POST", MAPS + "?fieldManager=t", JSON, body);
        with.say("create what exists", "POST", MAPS, JSON, body);
        with.say("create in no namespace", "POST", MAPS.replace("NAMESPACE", "nowhere"), JSON, body);
        with.say("create under a bad name", "POST", MAPS, JSON, body.replace("\"a\"", "\"A_b\""));
        with.say(
                "create for another namespace",
                "POST",
                MAPS,
                JSON,
                body.replace("\"name\"", "\"namespace\":\"other\",\"name\""));
        with.get("no such object", MAPS + "/nothing");
        with.get("no such resource", "/apis/nothing/v1/things");
        with.say("no such method", "POST", "/version", JSON, "{}");
    }

    private static void patch(Conversation with) {
        with.say("merge patch", "PATCH", MAPS + "/a?fieldManager=t", MERGE, """
                {"data": {"k": null, "l": "2"}, "metadata": {"annotations": {"n": "1"}}}""");
        with.say("dry run of a patch", "PATCH", MAPS + "/a?dryRun=All", MERGE, """
                {"data": {"l": "3"}}""");
        with.get("a dry run changes nothing", MAPS + "/a");
        with.say("JSON patch", "PATCH", MAPS + "/a", JSON_PATCH, """
                [{"op": "test", "path": "/data/l", "value": "2"}, {"op": "add", "path": "/data/m", "value": "4"}]""");
        with.say("JSON patch whose test fails", "PATCH", MAPS + "/a", JSON_PATCH, """
                [{"op": "test", "path": "/data/l", "value": "9"}, {"op": "remove", "path": "/data/m"}]""");
        with.say("JSON patch of nothing", "PATCH", MAPS + "/a", JSON_PATCH, """
                [{"op": "replace", "path": "/data/none/deep", "value": "9"}]""");
        with.say("patch of an old version", "PATCH", MAPS + "/a", MERGE, """
                {"metadata": {"resourceVersion": "1"}, "data": {"l": "5"}}""");
        with.say("patch of the uid", "PATCH", MAPS + "/a", MERGE, """
                {"metadata": {"uid": "other"}}""");
        with.say("patch of nothing", "PATCH", MAPS + "/nothing", MERGE, "{}");
        with.say("patch in no known form", "PATCH", MAPS + "/a", "text/plain", "{}");
        with.note("version", MAPS + "/a", "/metadata/resourceVersion");
        String replaced = """
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a", "resourceVersion": "%s"}, "data": {"z": "9"}}""";
        with.say("replace", "PUT", MAPS + "/a", JSON, replaced.formatted("{version}"));
        with.say("replace an old version", "PUT", MAPS + "/a", JSON, replaced.formatted("{version}"));
    }

    private static void lists(Conversation with) {
        for (String name : new String[] {"b", "c", "d"}) {
            with.say("create " + name, "POST", MAPS, JSON, """
                    {"metadata": {"name": "%s", "labels": {"app": "y", "n": "%s"}}}""".formatted(name, name));
        }
        with.get("list by label", MAPS + "?labelSelector=app%3Dy");
        with.get("list by several labels", MAPS + "?labelSelector=app%3Dy,n%20in%20(b,d),!other,n!%3Dd");
        with.get("list by name", MAPS + "?fieldSelector=metadata.name%3Dc");
        with.get("list a page", MAPS + "?limit=1&labelSelector=app%3Dy");
        with.get("list by an unknown field", "/api/v1/namespaces/NAMESPACE/services?fieldSelector=spec.nothing%3Dc");
    }

    private static void watch(Conversation with) {
        with.note("start", MAPS + "?limit=1", "/metadata/resourceVersion");
        with.say("relabel b", "PATCH", MAPS + "/b", MERGE, """
                {"metadata": {"labels": {"app": "z"}}}""");
        with.say("change c", "PATCH", MAPS + "/c", MERGE, """
                {"data": {"k": "1"}}""");
        with.say("delete d", "DELETE", MAPS + "/d", JSON, "");
        with.get(
                "a watch tells what came after a version, and whom a selector lost",
                MAPS + "?watch=1&timeoutSeconds=1&labelSelector=app%3Dy&resourceVersion={start}");
        with.get(
                "a watch of one name",
                MAPS + "?watch=1&timeoutSeconds=1&fieldSelector=metadata.name%3Db&resourceVersion={start}");
    }

    private static void delete(Conversation with) {
        with.say("delete another", "DELETE", MAPS + "/c", JSON, """
                {"kind": "DeleteOptions", "apiVersion": "v1", "preconditions": {"uid": "other"}}""".replace("other", "0"));
        with.say("finalizer", "PATCH", MAPS + "/c", MERGE, """
                {"metadata": {"finalizers": ["example.com/wait"]}}""");
        with.say("delete with a finalizer", "DELETE", MAPS + "/c", JSON, "");
        with.get("it waits for the finalizer", MAPS + "/c");
        with.say("the finalizer goes", "PATCH", MAPS + "/c", MERGE, """
                {"metadata": {"finalizers": null}}""");
        with.get("so does the object", MAPS + "/c");
        with.say("delete nothing", "DELETE", MAPS + "/nothing", JSON, "");
    }

    private static void events(Conversation with) {
        with.say("event", "POST", "/apis/events.k8s.io/v1/namespaces/NAMESPACE/events", JSON, """
                {"apiVersion": "events.k8s.io/v1", "kind": "Event", "metadata": {"name": "a.1", "namespace": "NAMESPACE"},
                 "eventTime": "2026-11-20T10:00:00.000001Z", "reportingController": "example.com/c", "reportingInstance": "i",
                 "action": "Act", "type": "Normal", "reason": "Because", "note": "it is so",
                 "regarding": {"kind": "ConfigMap", "apiVersion": "v1", "namespace": "NAMESPACE", "name": "a", "uid": "1"}}""");
        with.get(
                "the event in the core group",
                "/api/v1/namespaces/NAMESPACE/events?fieldSelector=involvedObject.name%3Da,involvedObject.kind%3DConfigMap");
        String leases = "/apis/coordination.k8s.io/v1/namespaces/NAMESPACE/leases";
        with.say("lease", "POST", leases, JSON, """
                {"metadata": {"name": "l"}, "spec": {"holderIdentity": "me", "leaseDurationSeconds": 15}}""");
        with.say("lease of somebody who is late", "PUT", leases + "/l", JSON, """
                {"metadata": {"name": "l", "resourceVersion": "1"}, "spec": {"holderIdentity": "you"}}""");
    }
}
