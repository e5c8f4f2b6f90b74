package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What an incident did to users, and when. */
@ValidationRule(
        value =
                "!has(self.startedAt) || !has(self.detectedAt) || timestamp(self.startedAt) <= timestamp(self.detectedAt)",
        message = "detectedAt must not be before startedAt",
        fieldPath = ".detectedAt")
@ValidationRule(
        value =
                "!has(self.startedAt) || !has(self.mitigatedAt) || timestamp(self.startedAt) <= timestamp(self.mitigatedAt)",
        message = "mitigatedAt must not be before startedAt",
        fieldPath = ".mitigatedAt")
@ValidationRule(
        value =
                "!has(self.detectedAt) || !has(self.mitigatedAt) || timestamp(self.detectedAt) <= timestamp(self.mitigatedAt)",
        message = "mitigatedAt must not be before detectedAt",
        fieldPath = ".mitigatedAt")
@ValidationRule(
        value =
                "!has(self.startedAt) || !has(self.resolvedAt) || timestamp(self.startedAt) <= timestamp(self.resolvedAt)",
        message = "resolvedAt must not be before startedAt",
        fieldPath = ".resolvedAt")
@ValidationRule(
        value =
                "!has(self.detectedAt) || !has(self.resolvedAt) || timestamp(self.detectedAt) <= timestamp(self.resolvedAt)",
        message = "resolvedAt must not be before detectedAt",
        fieldPath = ".resolvedAt")
@ValidationRule(
        value =
                "!has(self.mitigatedAt) || !has(self.resolvedAt) || timestamp(self.mitigatedAt) <= timestamp(self.resolvedAt)",
        message = "resolvedAt must not be before mitigatedAt",
        fieldPath = ".resolvedAt")
public record PostmortemImpact(
        @JsonPropertyDescription("What users could not do, or what it cost them; several lines if needed.")
        @Size(max = PostmortemSpec.LONG_TEXT)
        @Pattern(Patterns.TEXT)
        @Nullable
        String summary,

        @JsonPropertyDescription("How many users, and which: 12 beta users.")
        @Size(max = 500)
        @Pattern(Patterns.PLAIN_TEXT)
        @Nullable
        String usersAffected,

        @JsonPropertyDescription("When the first user was affected, RFC 3339 with zone.")
        @Size(max = 40)
        @Pattern(ManualParams.DATE_TIME)
        @Nullable
        String startedAt,

        @JsonPropertyDescription("When somebody, or an alert, noticed; not before startedAt.")
        @Size(max = 40)
        @Pattern(ManualParams.DATE_TIME)
        @Nullable
        String detectedAt,

        @JsonPropertyDescription("When users were no longer affected; not before detectedAt.")
        @Size(max = 40)
        @Pattern(ManualParams.DATE_TIME)
        @Nullable
        String mitigatedAt,

        @JsonPropertyDescription("When the cause was removed and nothing was left to do; not before mitigatedAt.")
        @Size(max = 40)
        @Pattern(ManualParams.DATE_TIME)
        @Nullable
        String resolvedAt,

        @JsonPropertyDescription("True: the times are estimates. What is computed from them is marked with ~.")
        @Default("false")
        boolean approximate) {

    /** Of a postmortem that says nothing about it. */
    public static final PostmortemImpact NONE = new PostmortemImpact(null, null, null, null, null, null, false);
}
