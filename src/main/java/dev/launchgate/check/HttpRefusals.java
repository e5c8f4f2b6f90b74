package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.HttpMethod;
import dev.launchgate.api.v1alpha1.HttpParams;
import dev.launchgate.probe.RequestHeader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is refused of http parameters. */
final class HttpRefusals {
    private static final int MOST_STATUS = 10;
    private static final int MOST_HEADERS = 10;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern STATUS = Pattern.compile("[1-5]([0-9][0-9]|xx)");

    private HttpRefusals() {}

    static void refuse(HttpParams params, Refusals refusals) {
        SpecUrl.fault(params.url()).ifPresent(fault -> refusals.refuse("url", fault));
        ConnectionRefusals.refuse(params.connectTo(), params.ca(), refusals);
        refuseHeaders(params.headers(), refusals);
        CredentialRefs.refuse(params.auth(), params.url(), "auth", refusals);
        List<String> status = params.expect().status();
        SpecBounds.count(status, 1, MOST_STATUS, "expect.status", refusals);
        for (int i = 0; i < status.size(); i++) {
            refusals.require(
                    STATUS.matches(status.get(i)), "expect.status[" + i + "]", "must be a code or a class such as 2xx");
        }
        String bodyMatches = params.expect().bodyMatches();
        if (bodyMatches != null) {
            refusals.require(params.method() != HttpMethod.HEAD, "expect", "HEAD has no body");
            SearchExpression.fault(bodyMatches).ifPresent(fault -> refusals.refuse("expect.bodyMatches", fault));
        }
    }

    private static void refuseHeaders(Map<String, String> headers, Refusals refusals) {
        SpecBounds.count(headers.keySet(), 0, MOST_HEADERS, "headers", refusals);
        // in one order, so that every process says the same
        new TreeMap<>(headers).forEach((name, value) -> {
            if (name.length() > LONGEST_NAME || !RequestHeader.isToken(name)) {
                refusals.refuse("headers", "header names are tokens of at most 64 characters");
                return;
            }
            refusals.require(
                    !RequestHeader.isReserved(name),
                    "headers[" + name + "]",
                    "Host, Authorization, Cookie, Proxy-*, Content-Length, Accept-Encoding and hop-by-hop headers may"
                            + " not be set");
            refusals.require(
                    value.length() <= LONGEST_VALUE && value.chars().allMatch(c -> c >= ' ' && c < 0x7f),
                    "headers[" + name + "]",
                    "header values are at most 256 characters of printable ASCII without control characters");
        });
    }
}
