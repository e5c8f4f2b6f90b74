package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Item kind http: an endpoint answers as it should. */
@ValidationRule(
        value = "!has(self.auth) || self.url.startsWith('https://')",
        message = "credentials need https",
        fieldPath = ".auth")
@ValidationRule(
        value = "!(has(self.method) && self.method == 'HEAD' && has(self.expect) && has(self.expect.bodyMatches))",
        message = "HEAD has no body",
        fieldPath = ".expect")
@ValidationRule(
        value = "!has(self.headers) || self.headers.all(h, h.matches('^[-!#$%&*+.^_`|~0-9A-Za-z]{1,64}$'))",
        message = "header names are tokens of at most 64 characters",
        fieldPath = ".headers")
@ValidationRule(
        value =
                "!has(self.headers) || self.headers.all(h, !(h.lowerAscii() in ['host', 'authorization', 'cookie', 'connection',"
                        + " 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'content-length', 'expect', 'accept-encoding'])"
                        + " && !h.lowerAscii().startsWith('proxy-'))",
        message =
                "Host, Authorization, Cookie, Proxy-*, Content-Length, Accept-Encoding and hop-by-hop headers may not be set",
        fieldPath = ".headers")
@ValidationRule(
        value = "!has(self.headers) || self.headers.all(h, self.headers[h].matches('^[ -~]*$'))",
        message = "header values are printable ASCII without control characters",
        fieldPath = ".headers")
public record HttpParams(
        @JsonPropertyDescription("http or https URL in ASCII, without user information or fragment.")
        @Required
        @Size(min = 1, max = 2048)
        @Pattern(Patterns.URL)
        String url,

        @JsonPropertyDescription("Request method.") @Default("GET")
        HttpMethod method,

        @JsonPropertyDescription("Where to connect; Host and SNI stay those of url. Left out, the host's own record.")
        @Nullable
        ConnectTo connectTo,

        @JsonPropertyDescription(
                "Request headers in printable ASCII; not Host, Authorization, Cookie, Content-Length, Accept-Encoding, Expect,"
                        + " Proxy-* or hop-by-hop.")
        @Size(max = 10)
        Map<String, @Size(max = 256) String> headers,

        @JsonPropertyDescription("Credentials; https only.") @Nullable
        Credentials auth,

        @JsonPropertyDescription("Whom to trust; left out, the runtime's trust store.") @Nullable
        TrustSource ca,

        @JsonPropertyDescription("The answer that is expected; left out, any 2xx.")
        HttpExpectation expect)
        implements CheckParams {
    public HttpParams {
        url = url == null ? "" : url;
        method = method == null ? HttpMethod.GET : method;
        headers = Lists.copy(headers);
        expect = expect == null ? new HttpExpectation(null, null) : expect;
    }

    @Override
    public String kind() {
        return "http";
    }
}
