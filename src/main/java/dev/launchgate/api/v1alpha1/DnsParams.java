package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Item kind dns: DNS records answer, with the expected values, on every resolver that matters. */
@ValidationRule(
        value =
                "!has(self.expect) || !(has(self.expect.cidrs) || has(self.expect.sameAs)) || !has(self.type) || self.type in ['A', 'AAAA']",
        message = DnsParams.COMPARE_ADDRESSES)
@ValidationRule(
        value = "!has(self.maxTtl) || (has(self.resolvers) && 'Authoritative' in self.resolvers)",
        message = DnsParams.TTL_AT_AUTHORITY)
public record DnsParams(
        @JsonPropertyDescription("Absolute names of at least two labels, taken literally; no search path, no wildcard.")
        @Required
        @Size(min = 1, max = 10)
        List<@Size(min = 1, max = 253) @Pattern(Patterns.HOST) String> names,

        @JsonPropertyDescription("Record type.") @Default("A")
        DnsType type,

        @JsonPropertyDescription("Expected answer; left out, any record of the type will do.") @Nullable
        DnsExpectation expect,

        @JsonPropertyDescription(
                "Who is asked: System (the operator's resolvers), Authoritative (every name server of the zone), or an"
                        + " address, optionally with port. Left out, System.")
        @Size(min = 1, max = 8)
        List<@Size(min = 1, max = 253) @Pattern(DnsParams.RESOLVER) String> resolvers,

        @JsonPropertyDescription("How many of the resolvers must answer as expected.") @Default("All")
        Agreement agreement,

        @JsonPropertyDescription(
                "Longest TTL at the authority, for example before a cut-over; needs Authoritative; 0s to 7d.")
        @Size(max = 16)
        @Pattern(Patterns.AGE)
        @Nullable
        String maxTtl)
        implements CheckParams {

    /** What is said of a bound that nobody could measure. */
    public static final String TTL_AT_AUTHORITY = "maxTtl is read at the authority: add Authoritative to resolvers";
    /** What is said of addresses expected where the records are none. */
    public static final String COMPARE_ADDRESSES = "cidrs and sameAs compare addresses: use type A or AAAA";

    static final String RESOLVER = "^(System|Authoritative|[0-9.]+(:" + Patterns.PORT
            + ")?|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*|\\[[0-9A-Fa-f:.]+\\]:" + Patterns.PORT + ")$";

    /** The resolvers of {@code launchgate.dns.resolvers}. */
    public static final String SYSTEM = "System";
    /** Every name server of the zone, asked without recursion. */
    public static final String AUTHORITATIVE = "Authoritative";

    public DnsParams {
        names = Lists.copy(names);
        type = type == null ? DnsType.A : type;
        resolvers = Lists.copyOr(resolvers, List.of(SYSTEM));
        agreement = agreement == null ? Agreement.All : agreement;
    }

    @Override
    public String kind() {
        return "dns";
    }
}
