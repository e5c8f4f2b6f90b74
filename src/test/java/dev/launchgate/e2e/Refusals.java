package dev.launchgate.e2e;

import java.util.Map;

/** What kubectl says of a refused request, by a short name for each text. */
final class Refusals {
    private static final String EMERGENCY =
            " In an emergency, with the right to override launchchecklists: set annotation"
                    + " launchgate.dev/break-glass to a new reason of at least 8 characters in the same write.";

    /** What each rule says of Deployment %s, word for word. */
    private static final Map<String, String> RULES = Map.of(
            "PROBE",
                    "launchgate guard/1 is active, spec.paused=%p; annotation launchgate.dev/probe is for dry runs only",
            "RESUME",
                    "Deployment %s: held by its launch gate, only launchgate clears spec.paused; it does when the launch"
                            + " checklist passes." + EMERGENCY,
            "RESUME+TEMPLATE",
                    "Deployment %s: held by its launch gate, only launchgate clears spec.paused, and this write would clear"
                            + " it together with a new pod template: use apply instead of replace, or keep spec.paused true."
                            + EMERGENCY,
            "TEMPLATE",
                    "Deployment %s: not paused, so a new pod template would start at once; send spec.paused true with it, or"
                            + " retry when the release that is under way is over." + EMERGENCY,
            "LABEL",
                    "Deployment %s: label launchgate.dev/gate is taken off by launchgate only, when its LaunchChecklist was"
                            + " deleted and nothing waits." + EMERGENCY,
            "CREATE",
                    "Deployment %s: gated from its first launch; create it with spec.paused true, or with label"
                            + " launchgate.dev/gate: AfterFirstLaunch." + EMERGENCY,
            "OPERATOR", "launchgate writes no field of spec but paused",
            "VALUE", "Deployment %s: label launchgate.dev/gate: expected enabled or AfterFirstLaunch, saw yes");

    /** Refusals that the policies have no part in. */
    private static final Map<String, String> OTHERS = Map.of(
            "kubectl:undo", "error: you cannot rollback a paused deployment",
            "kubectl:restart", "can't restart paused deployment",
            "kubectl:pause", "is already paused",
            "server:rights", "cannot create resource \"deployments\" in API group \"apps\"",
            "server:status", "cannot patch resource \"launchchecklists/status\"",
            "server:items", "spec.items",
            "server:escalation", "is attempting to grant RBAC permissions not currently held",
            "server:policies", "cannot delete resource \"validatingadmissionpolicybindings\"",
            "server:conflict", "Apply failed with 1 conflict: conflict with \"kubectl-patch\"");

    private Refusals() {}

    /** Name of the refusal; what kubectl said where it is none that is known. */
    static String of(String deployment, Finished asked) {
        String said = asked.err();
        int denied = said.indexOf(
                "ValidatingAdmissionPolicy 'guard.launchgate.dev' with binding 'guard.launchgate.dev' denied request: ");
        String words = denied < 0
                ? said
                : said.substring(said.indexOf("denied request: ", denied) + 16).strip();
        for (Map.Entry<String, String> rule : RULES.entrySet()) {
            String text = rule.getValue().replace("%s", deployment);
            if (words.equals(text.replace("%p", "true")) || words.equals(text.replace("%p", "false"))) {
                return "denied:" + rule.getKey() + (words.contains("paused=true") ? ":held" : "");
            }
        }
        return OTHERS.entrySet().stream()
                .filter(other -> denied < 0 && said.contains(other.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(said);
    }
}
