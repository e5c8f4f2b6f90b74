package dev.launchgate.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Questions about rights. There are no users in the sandbox: everybody may do everything. */
final class Reviews {
    private static final List<String> AUTHORIZATION = List.of("apis", "authorization.k8s.io", "v1");

    private Reviews() {}

    static Optional<ObjectNode> of(ApiRequest request) {
        boolean review = request.method().equals("POST")
                && request.segments().size() == 4
                && request.segments().subList(0, 3).equals(AUTHORIZATION);
        if (!review || !(request.content() instanceof ObjectNode asked)) {
            return Optional.empty();
        }
        ObjectNode answer = asked.deepCopy();
        ObjectNode status = answer.putObject("status");
        if (request.segments().getLast().equals("selfsubjectrulesreviews")) {
            ObjectNode everything = status.putArray("resourceRules").addObject();
            List.of("verbs", "apiGroups", "resources")
                    .forEach(member -> everything.putArray(member).add("*"));
            status.putArray("nonResourceRules");
            status.put("incomplete", false);
        } else {
            status.put("allowed", true);
        }
        return Optional.of(answer);
    }
}
