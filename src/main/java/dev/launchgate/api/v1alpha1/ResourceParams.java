package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Item kind resource: any object of the cluster is as an expression asks. */
@ValidationRule(
        value = "[has(self.name), has(self.selector)].exists_one(x, x)",
        message = "exactly one of name, selector must be set")
@ValidationRule(
        value = "has(self.selector) || !has(self.match)",
        message = ResourceParams.ONLY_SELECTOR,
        fieldPath = ".match")
@ValidationRule(
        value = "!(self.apiVersion == 'v1' && self.kind == 'Secret')",
        message = ResourceParams.NOT_READ,
        fieldPath = ".kind")
@ValidationRule(
        value = "!self.apiVersion.startsWith('launchgate.dev/')",
        message = ResourceParams.NOT_EACH_OTHER,
        fieldPath = ".apiVersion")
public record ResourceParams(
        @JsonPropertyDescription("Group and version of the kind, as in the object: networking.k8s.io/v1, v1.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(ResourceParams.API_VERSION)
        String apiVersion,

        @JsonPropertyDescription(
                "The kind, as in the object. Anything that the cluster serves and the operator may read, but Secrets: the"
                        + " platform team grants the right in a ClusterRole with label launchgate.dev/aggregate-to-reader."
                        + " Kinds without namespace only if the administrator lists them.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(ResourceParams.KIND)
        @JsonProperty("kind")
        String objectKind,

        @JsonPropertyDescription(
                "Namespace of the objects; left out, the checklist's. Another one must be shared by the administrator.")
        @Size(min = 1, max = 63)
        @Pattern(Patterns.LABEL)
        @Nullable
        String namespace,

        @JsonPropertyDescription("Name of the object; instead of selector.")
        @Size(min = 1, max = 253)
        @Pattern(ResourceParams.OBJECT_NAME)
        @Nullable
        String name,

        @JsonPropertyDescription("Labels of the objects; instead of name.") @Nullable
        ResourceSelector selector,

        @JsonPropertyDescription(
                "How many of the selected objects must satisfy the expression: All (default; at least one must exist), Any,"
                        + " or None (no such object may exist).")
        @Nullable
        ResourceMatch match,

        @JsonPropertyDescription(
                "CEL expression that is true when the object is as it should be. Variables: object, and target (the workload"
                        + " that is gated). Ask has(object.a.b) before a field that may be absent. Besides the standard"
                        + " functions and macros: charAt, lowerAscii, split, substring, trim, upperAscii. Its work is"
                        + " bounded; there is no clock.")
        @Required
        @Size(min = 1, max = 2000)
        String expression,

        @JsonPropertyDescription("What to do when it is false; left out, the expression is shown.")
        @Size(min = 1, max = 300)
        @Pattern(Patterns.PLAIN_TEXT)
        @Nullable
        String message)
        implements CheckParams {

    /** What is said of kinds whose content is nobody's business. */
    public static final String NOT_READ = "may not be read through an item";

    /** What is said of checklists that would read checklists. */
    public static final String NOT_EACH_OTHER =
            "may not be read through an item: checklists would wait for one another";

    /** What is said of a match without selector. */
    public static final String ONLY_SELECTOR = "only for selector";

    /** {@code group/version}, or {@code v1} for the core group. */
    public static final String API_VERSION = "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[a-z]([-a-z0-9]*[a-z0-9])?$";

    /** A kind; no slash, so no subresource. */
    public static final String KIND = "^[A-Za-z][-A-Za-z0-9]*$";

    /** A name of any kind: what can stand in a path. RBAC's names have colons and capitals. */
    public static final String OBJECT_NAME = "^[A-Za-z0-9]([-A-Za-z0-9._:@]*[A-Za-z0-9])?$";

    public ResourceParams {
        apiVersion = apiVersion == null ? "" : apiVersion;
        objectKind = objectKind == null ? "" : objectKind;
        expression = expression == null ? "" : expression;
    }

    @Override
    public String kind() {
        return "resource";
    }
}
