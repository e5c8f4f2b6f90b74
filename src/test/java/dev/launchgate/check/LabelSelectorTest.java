package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {
    private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "api", "cores", "8");

    private static LabelSelector selector(String yaml) {
        return LabelSelector.of(Serialization.unmarshal("---\n" + yaml, JsonNode.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                | true
            {matchLabels: {app: web}}                                                         | true
            {matchLabels: {app: web, tier: api}}                                              | true
            {matchLabels: {app: web, tier: db}}                                               | false
            {matchLabels: {zone: a}}                                                          | false
            {matchExpressions: [{key: app, operator: In, values: [api, web]}]}                | true
            {matchExpressions: [{key: app, operator: In, values: [api]}]}                     | false
            {matchExpressions: [{key: zone, operator: In, values: [a]}]}                      | false
            {matchExpressions: [{key: app, operator: NotIn, values: [api]}]}                  | true
            {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}                  | false
            {matchExpressions: [{key: zone, operator: NotIn, values: [a]}]}                   | true
            {matchExpressions: [{key: app, operator: Exists}]}                                | true
            {matchExpressions: [{key: zone, operator: Exists}]}                               | false
            {matchExpressions: [{key: zone, operator: DoesNotExist}]}                         | true
            {matchExpressions: [{key: app, operator: DoesNotExist}]}                          | false
            {matchExpressions: [{key: app, operator: Matches, values: [web]}]}                | false
            {matchExpressions: [{key: app, operator: Exists}, {key: zone, operator: Exists}]} | false
            {matchLabels: {app: web}, matchExpressions: [{key: tier, operator: In, values: [db]}]} | false
            {matchExpressions: [{key: cores, operator: Gt, values: ['7']}]}                   | true
            {matchExpressions: [{key: cores, operator: Gt, values: ['8']}]}                   | false
            {matchExpressions: [{key: cores, operator: Lt, values: ['9']}]}                   | true
            {matchExpressions: [{key: cores, operator: Lt, values: ['8']}]}                   | false
            {matchExpressions: [{key: app, operator: Gt, values: ['1']}]}                     | false
            {matchExpressions: [{key: cores, operator: Gt, values: [many]}]}                  | false
            {matchExpressions: [{key: cores, operator: Gt}]}                                  | false
            {matchExpressions: [{key: zone, operator: Lt, values: ['1']}]}                    | false
            """)
    void labelsAreMatched(String selector, boolean matches) {
        assertThat(selector(selector).matches(LABELS)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                | {}
            {matchLabels: {tier: api, app: web}}                              | app=web,tier=api
            {matchExpressions: [{key: app, operator: In, values: [a, b]}]}    | app in (a,b)
            {matchExpressions: [{key: app, operator: NotIn, values: [a]}]}    | app notin (a)
            {matchExpressions: [{key: app, operator: Exists}]}                | app
            {matchExpressions: [{key: app, operator: DoesNotExist}]}          | !app
            {matchExpressions: [{key: n, operator: Gt, values: ['1']}]}       | n Gt (1)
            {matchLabels: {app: web}, matchExpressions: [{key: b, operator: Exists}]} | app=web,b
            """)
    void aSelectorIsShownAsKubectlWritesIt(String selector, String shown) {
        assertThat(selector(selector).show()).isEqualTo(shown);
    }
}
