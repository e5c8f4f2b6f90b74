package dev.launchgate.api.v1alpha1;

/** Patterns that the schema states and the planner checks again; RE2 syntax. */
public final class Patterns {
    /** Durations that CEL can compare, as Go writes them: {@code 30s}, {@code 1h30m}. */
    public static final String DURATION = "^([0-9]{1,5}(ms|s|m|h)){1,4}$";
    /** Ages and bounds of dates: durations that may also count days, {@code 14d}. */
    public static final String AGE = "^([0-9]{1,5}(ms|s|m|h|d)){1,4}$";
    /** A DNS label, RFC 1123. */
    public static final String LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
    /** A DNS subdomain, RFC 1123: the name of most Kubernetes objects. */
    public static final String NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
    /** An absolute host name of at least two labels, taken literally, trailing dot optional; underscores as in SRV. */
    public static final String HOST =
            "^[A-Za-z0-9_]([-A-Za-z0-9_]*[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([-A-Za-z0-9_]*[A-Za-z0-9_])?)+\\.?$";
    /** A port from 1 to 65535; a part, without anchors. */
    static final String PORT = "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
    /** A name, four numbers, or IPv6 in brackets; a part, without anchors. */
    private static final String ANY_HOST = "(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9_]([-A-Za-z0-9_.]*[A-Za-z0-9_])?\\.?)";
    /** {@code host:port} or {@code [v6]:port}. */
    public static final String HOST_PORT = "^" + ANY_HOST + ":" + PORT + "$";
    /** The key of a ConfigMap or Secret. */
    public static final String KEY = "^[-._a-zA-Z0-9]+$";
    /** A host name, or a wildcard such as {@code *.example.com}. */
    public static final String WILDCARD_HOST = "^(\\*\\.)?[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?$";
    /** The path of a request, without white space or control characters. */
    public static final String PATH = "^/[^\\x00-\\x20\\x7f]*$";
    /** The path of a request, query allowed, as a part of a URL. */
    public static final String PATH_AND_QUERY = "^/[^\\x00-\\x20\\x7f#]*$";
    /** The name of a metric, as Prometheus defines it. */
    public static final String METRIC = "^[a-zA-Z_:][a-zA-Z0-9_:]*$";
    /** The key of an annotation. */
    public static final String ANNOTATION = "^[-._/a-zA-Z0-9]+$";
    /** The key of a label: a name of at most 63 characters, with a DNS subdomain before a slash or without. Fits into CEL. */
    public static final String LABEL_KEY =
            "^([a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$";
    /** The value of a label that says something. */
    public static final String LABEL_VALUE = "^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$";
    /** A percentage with sign: {@code 1%}, {@code 0.5%}. */
    public static final String PERCENTAGE = "^(100|[0-9]{1,2}(\\.[0-9]{1,3})?)%$";
    /** A percentage of at least one: {@code 1%} to {@code 100%}. */
    public static final String PERCENTAGE_FROM_ONE = "^(100|[1-9][0-9]?(\\.[0-9]{1,3})?)%$";
    /** An http or https URL in ASCII, without user information, fragment, white space or control characters. */
    public static final String URL = "^https?://" + ANY_HOST + "(:" + PORT + ")?([/?][!\"$-~]*)?$";
    /** A link that may be shown to people. */
    public static final String HTTPS_LINK = "^https://[^\\x00-\\x20\\x7f@]+$";
    /** A decimal number of at most 15 digits before the point and 9 behind it. */
    public static final String DECIMAL = "^-?[0-9]{1,15}(\\.[0-9]{1,9})?$";
    /** A query in several lines, without other control characters. */
    public static final String QUERY = "^[^\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]*$";
    /** The name of a label, as Prometheus defines it. */
    public static final String METRIC_LABEL = "^[a-zA-Z_][a-zA-Z0-9_]{0,127}$";
    /** Text without control characters, those of C1 included: some terminals obey them. */
    public static final String PLAIN_TEXT = "^[^\\x00-\\x1f\\x7f-\\x9f]*$";

    /** Text in several lines, without other control characters. */
    public static final String TEXT = QUERY;

    private Patterns() {}
}
