package dev.launchgate.sandbox.conformance;

/** A Deployment that is paused, changed, released, reverted and scaled, and one that makes no progress. */
final class RolloutSteps {
    private static final String APPS = "/apis/apps/v1/namespaces/NAMESPACE/";
    private static final String WEB = APPS + "deployments/web";
    private static final String SETS = APPS + "replicasets?labelSelector=app%3Dweb";
    private static final String MERGE = "application/merge-patch+json";

    private RolloutSteps() {}

    static void play(Conversation with) {
        held(with);
        released(with);
        revert(with);
        scaled(with);
        stuck(with);
    }

    private static String deployment(String name, String spec) {
        return """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "%s", "labels": {"app": "%s"}},
                 "spec": {"selector": {"matchLabels": {"app": "%s"}}, %s,
                  "template": {"metadata": {"labels": {"app": "%s"}},
                   "spec": {"containers": [{"name": "app", "image": "example.com/app:1"}]}}}}""".formatted(name, name, name, spec, name);
    }

    private static void image(Conversation with, String step, String image) {
        with.say(step, "PATCH", WEB, MERGE, """
                {"spec": {"template": {"spec": {"containers": [{"name": "app", "image": "%s"}]}}}}""".formatted(image));
    }

    private static void pause(Conversation with, String step, boolean paused) {
        with.say(step, "PATCH", WEB, MERGE, "{\"spec\": {\"paused\": %s}}".formatted(paused));
    }

    /** Waits until the controller has seen the generation that the object has now. */
    private static void settled(Conversation with, String step) {
        with.note("generation", WEB, "/metadata/generation");
        with.await(step, WEB, "/status/observedGeneration", "{generation}");
    }

    private static void complete(Conversation with, String step) {
        with.note("generation", WEB, "/metadata/generation");
        with.until(WEB, "/status/observedGeneration", "{generation}");
        with.until(WEB, "/status/updatedReplicas", "3");
        with.until(WEB, "/status/replicas", "3");
        with.until(WEB, "/status/availableReplicas", "3");
        with.await(step, WEB, "Progressing", "NewReplicaSetAvailable");
    }

    private static void held(Conversation with) {
        with.say(
                "create paused",
                "POST",
                APPS + "deployments",
                "application/json",
                deployment("web", "\"paused\": true, \"replicas\": 3"));
        with.await("paused: no ReplicaSet", WEB, "Available", "MinimumReplicasUnavailable");
        with.get("there is none", SETS);
        image(with, "another template while paused", "example.com/app:2");
        settled(with, "still none is made");
        with.get("there is still none", SETS);
    }

    private static void released(Conversation with) {
        pause(with, "resume", false);
        with.await("complete", WEB, "Progressing", "NewReplicaSetAvailable");
        with.await("one ReplicaSet", SETS, "/items/0/status/availableReplicas", "3");
        pause(with, "pause the idle one", true);
        settled(with, "idle and paused");
        image(with, "a candidate while paused", "example.com/app:3");
        settled(with, "held: nothing is updated");
        pause(with, "release", false);
        complete(with, "the second is complete");
    }

    private static void revert(Conversation with) {
        pause(with, "pause again", true);
        with.until(WEB, "Progressing", "DeploymentPaused");
        image(with, "back to the first", "example.com/app:2");
        with.until(WEB, "/metadata/annotations/deployment.kubernetes.io~1revision", "3");
        settled(with, "the revision moves while nothing runs");
        pause(with, "release the first again", false);
        complete(with, "the first is complete again");
    }

    private static void scaled(Conversation with) {
        pause(with, "pause for a scale", true);
        with.get("scale", WEB + "/scale");
        with.say("scale while paused", "PATCH", WEB + "/scale", MERGE, """
                {"spec": {"replicas": 5}}""");
        with.await("scaled", WEB, "/status/availableReplicas", "5");
        with.say("delete web", "DELETE", WEB, "application/json", "");
        with.await("ReplicaSets go with it", SETS, "/items/0/metadata/name", "");
    }

    private static void stuck(Conversation with) {
        String bad = APPS + "deployments/bad";
        with.say(
                "create one that works",
                "POST",
                APPS + "deployments",
                "application/json",
                deployment("bad", "\"replicas\": 4, \"progressDeadlineSeconds\": 2"));
        with.await("it works", bad, "Progressing", "NewReplicaSetAvailable");
        with.say("no node for the next", "PATCH", bad, MERGE, """
                {"spec": {"template": {"spec": {"nodeSelector": {"nowhere": "x"}}}}}""");
        with.await("it is stuck midway", bad, "Progressing", "ProgressDeadlineExceeded");
        with.say("freeze", "PATCH", bad, MERGE, "{\"spec\": {\"paused\": true}}");
        with.note("generation", bad, "/metadata/generation");
        with.await("the lack of progress stays told", bad, "/status/observedGeneration", "{generation}");
        with.say("revert", "PATCH", bad, MERGE, """
                {"spec": {"paused": false, "template": {"spec": {"nodeSelector": null}}}}""");
        with.await("it works again", bad, "Progressing", "NewReplicaSetAvailable");
        with.await("at full size", bad, "/status/availableReplicas", "4");
        with.say("delete bad", "DELETE", bad, "application/json", "");
    }
}
