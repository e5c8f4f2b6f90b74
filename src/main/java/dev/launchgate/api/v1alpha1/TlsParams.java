package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Item kind tls: the certificate that is really served is valid for the name, trusted, and good for long enough. */
@ValidationRule(
        value = "!self.host.matches('(^|[.])([0-9]+|0[xX][0-9A-Fa-f]*)[.]?$')",
        message = TlsParams.HOST_IS_A_NAME,
        fieldPath = ".host")
public record TlsParams(
        @JsonPropertyDescription("Host name: sent as SNI, and verified.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[A-Za-z0-9_]([-A-Za-z0-9_.]*[A-Za-z0-9_])?\\.?$")
        String host,

        @JsonPropertyDescription("Port to connect to.") @Default("443") @Min(1) @Max(65535)
        Integer port,

        @JsonPropertyDescription("Where to connect; left out, the host's own record.") @Nullable
        ConnectTo connectTo,

        @JsonPropertyDescription("Names that the certificate must cover; left out, the host.") @Size(min = 1, max = 20)
        List<@Size(min = 1, max = 253) @Pattern("^(\\*\\.)?[A-Za-z0-9_]([-A-Za-z0-9_.]*[A-Za-z0-9_])?\\.?$") String>
                names,

        @JsonPropertyDescription("Least time left until it expires; 0s to 365d.")
        @Default("14d")
        @Size(max = 16)
        @Pattern(Patterns.AGE)
        String minRemaining,

        @JsonPropertyDescription("Lowest protocol version negotiated.") @Default("Tls12")
        TlsVersion minVersion,

        @JsonPropertyDescription("Whom to trust; left out, the runtime's trust store.") @Nullable
        TrustSource ca,

        @JsonPropertyDescription("cert-manager Certificate that must be Ready, and be the one served.") @Nullable
        NameRef certificate)
        implements CheckParams {
    /** What is said of an address, for which no certificate is served by name. */
    public static final String HOST_IS_A_NAME = "must be a name, not an address: set connectTo.address";

    public TlsParams {
        host = host == null ? "" : host;
        port = port == null ? Integer.valueOf(443) : port;
        names = Lists.copyOr(names, List.of(host));
        minRemaining = minRemaining == null ? "14d" : minRemaining;
        minVersion = minVersion == null ? TlsVersion.Tls12 : minVersion;
    }

    @Override
    public String kind() {
        return "tls";
    }
}
