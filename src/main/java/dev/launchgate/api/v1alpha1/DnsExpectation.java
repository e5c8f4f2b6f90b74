package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer must hold: values, ranges of addresses, or the addresses of an object. */
@ValidationRule(
        value = "[has(self.values), has(self.cidrs), has(self.sameAs)].exists_one(x, x)",
        message = "exactly one of values, cidrs, sameAs must be set")
@ValidationRule(value = "!has(self.match) || has(self.values)", message = "match goes with values")
public record DnsExpectation(
        @JsonPropertyDescription("Expected values, as the record type writes them.") @Size(min = 1, max = 20)
        List<@Size(min = 1, max = 1024) String> values,

        @JsonPropertyDescription("How values compare: Exact (same set, the default), Contains, Within (nothing else).")
        @Nullable
        DnsMatch match,

        @JsonPropertyDescription("Every answered address lies within one of these ranges.") @Size(min = 1, max = 20)
        List<@Size(min = 1, max = 64) @Pattern("^[0-9A-Fa-f:.]+/[0-9]{1,3}$") String> cidrs,

        @JsonPropertyDescription("The addresses of this object; a host name in its status is followed.") @Nullable
        AddressSource sameAs) {
    public DnsExpectation {
        values = Lists.copy(values);
        cidrs = Lists.copy(cidrs);
    }
}
