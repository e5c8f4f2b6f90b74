package dev.launchgate.gate;

/** The one command by which a person resumes a Deployment that Launchgate will not resume, with rights of their own. */
public final class ResumeCommand {
    /** The label by which a Deployment opts in to the policies. */
    public static final String GATE_LABEL = "launchgate.dev/gate";

    private ResumeCommand() {}

    /** With the policies, which let nobody resume it but who gives a reason, a patch. */
    public static String of(Workload workload) {
        return workload.labels().containsKey(GATE_LABEL)
                ? "kubectl -n %s patch deployment %s --type=merge -p '{\"metadata\":{\"annotations\":{\"launchgate.dev/break-glass\":\"REASON\"}},\"spec\":{\"paused\":false}}'"
                        .formatted(workload.namespace(), workload.name())
                : "kubectl -n %s rollout resume deployment/%s".formatted(workload.namespace(), workload.name());
    }
}
