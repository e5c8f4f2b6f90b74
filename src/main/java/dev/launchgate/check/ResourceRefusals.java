package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.api.v1alpha1.ResourceParams;
import dev.launchgate.api.v1alpha1.ResourceSelector;
import dev.launchgate.check.CelExpressions.Compiled;
import java.util.Map;

/** Refuses parameters of a resource item: what the schema refuses, and expressions that do not compile. */
final class ResourceRefusals {
    private static final int MAX_LABELS = 10;
    private static final Pattern API_VERSION = Pattern.compile(ResourceParams.API_VERSION);
    private static final Pattern KIND = Pattern.compile(ResourceParams.KIND);
    private static final Pattern OBJECT_NAME = Pattern.compile(ResourceParams.OBJECT_NAME);
    private static final Pattern NAMESPACE = Pattern.compile(Patterns.LABEL);
    private static final Pattern LABEL_KEY =
            Pattern.compile("([-.a-z0-9]{1,253}/)?[A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?)?");

    private ResourceRefusals() {}

    static void refuse(ResourceParams params, CelExpressions expressions, Refusals refusals) {
        kind(params, refusals);
        refusals.require(
                params.namespace() == null
                        || (params.namespace().length() <= 63 && NAMESPACE.matches(params.namespace())),
                "namespace",
                "must be the name of a namespace");
        SpecBounds.exactlyOne("name, selector", "", refusals, params.name(), params.selector());
        refusals.require(
                params.name() == null || (params.name().length() <= 253 && OBJECT_NAME.matches(params.name())),
                "name",
                "must be the name of an object");
        if (params.selector() != null) {
            selector(params.selector(), refusals);
        }
        refusals.require(params.selector() != null || params.match() == null, "match", ResourceParams.ONLY_SELECTOR);
        SpecBounds.text(params.message(), 1, 300, "message", refusals);
        expression(params.expression(), expressions, refusals);
    }

    private static void kind(ResourceParams params, Refusals refusals) {
        String apiVersion = params.apiVersion();
        refusals.require(
                apiVersion.length() <= 253 && API_VERSION.matches(apiVersion),
                "apiVersion",
                "must be a group and version, such as apps/v1 or v1");
        refusals.require(
                params.objectKind().length() <= 63 && KIND.matches(params.objectKind()),
                "kind",
                "must be a kind, such as NetworkPolicy; subresources may not be read through an item");
        refusals.require(
                !(apiVersion.equals("v1") && params.objectKind().equals("Secret")), "kind", ResourceParams.NOT_READ);
        refusals.require(!apiVersion.startsWith("launchgate.dev/"), "apiVersion", ResourceParams.NOT_EACH_OTHER);
    }

    private static void selector(ResourceSelector selector, Refusals refusals) {
        Map<String, String> labels = selector.matchLabels();
        SpecBounds.count(labels.keySet(), 1, MAX_LABELS, "selector.matchLabels", refusals);
        refusals.require(
                labels.entrySet().stream()
                        .allMatch(label -> LABEL_KEY.matches(label.getKey()) && LABEL_VALUE.matches(label.getValue())),
                "selector.matchLabels",
                "must be labels: a key and a value of at most 63 letters, digits, dots, dashes, underscores");
    }

    private static void expression(String expression, CelExpressions expressions, Refusals refusals) {
        int length = expression.codePointCount(0, expression.length());
        if (length < 1 || length > CelExpressions.LONGEST) {
            refusals.refuse("expression", "must be 1 to %d characters".formatted(CelExpressions.LONGEST));
        } else if (expressions.compile(expression) instanceof Compiled.Refused(String fault)) {
            refusals.refuse("expression", fault);
        }
    }
}
