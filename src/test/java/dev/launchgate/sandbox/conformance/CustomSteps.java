package dev.launchgate.sandbox.conformance;

/** A kind of one's own: installed, defaulted, validated, with status and printer columns. */
final class CustomSteps {
    private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String THINGS = "/apis/conformance.example.com/v1/namespaces/NAMESPACE/things";
    private static final String JSON = "application/json";
    private static final String MERGE = "application/merge-patch+json";
    private static final String APPLY = "application/apply-patch+yaml";

    private CustomSteps() {}

    static void play(Conversation with) {
        install(with);
        refused(with);
        accepted(with);
        status(with);
        with.quietly("DELETE", CRDS + "/things.conformance.example.com", JSON, "");
        with.await("it is gone", THINGS, "/code", "404");
    }

    private static void install(Conversation with) {
        with.quietly("PATCH", CRDS + "/things.conformance.example.com?fieldManager=t&force=true", APPLY, CRD);
        with.await("served", THINGS, "/code", "200");
        with.get("discovery", "/apis/conformance.example.com/v1");
        with.get("discovery of the group", "/apis/conformance.example.com");
    }

    private static void refused(Conversation with) {
        create(with, "without a spec", "", "\"status\": {}");
        create(with, "everything wrong at once", "", """
                "spec": {"name": "TOOLONG", "mode": "C", "count": 0, "flag": "x", "sub": {}, "map": {"a": "1234", "b": "1", "c": ""},
                 "items": [{"name": "x"}, {"name": "x"}, {"v": 1}]}""");
        create(with, "too little", "", """
                "spec": {"name": "", "count": 11, "items": [], "sub": []}""");
        create(with, "a pattern", "", """
                "spec": {"name": "A1"}""");
        create(with, "unknown fields, strictly", "?fieldValidation=Strict", """
                "spec": {"name": "a", "nope": 1, "sub": {"x": "1", "y": 2}, "items": [{"name": "x", "q": 1}]}""");
    }

    private static void accepted(Conversation with) {
        create(with, "defaults come, unknown fields go", "?fieldManager=t&fieldValidation=Ignore", """
                "spec": {"name": "a", "nope": 1, "items": [{"name": "x", "q": 1}], "free": {"z": 1}}, "status": {"at": "x"}""");
        with.get("as it is stored", THINGS + "/a");
        with.get("chosen by a selectable field", THINGS + "?fieldSelector=spec.mode%3DB");
        with.get("no selectable field", THINGS + "?fieldSelector=spec.count%3D1");
        with.say("a table", "GET", THINGS, "application/json;as=Table;v=v1;g=meta.k8s.io", "");
        with.say(
                "strategic patches are for built-in kinds",
                "PATCH",
                THINGS + "/a",
                "application/strategic-merge-patch+json",
                "{}");
        with.say("a change counts", "PATCH", THINGS + "/a", MERGE, """
                {"spec": {"count": 4}}""");
        with.say("a label is no change of it", "PATCH", THINGS + "/a", MERGE, """
                {"metadata": {"labels": {"a": "b"}}}""");
        with.say("status is not written here", "PATCH", THINGS + "/a", MERGE, """
                {"status": {"observedGeneration": 7}}""");
        with.say("elements of others stay where they are", "PATCH", THINGS + "/a?fieldManager=o", APPLY, """
                {apiVersion: conformance.example.com/v1, kind: Thing, metadata: {name: a}, spec: {items: [{name: yy, v: 1}]}}
                """);
        with.say("too many for the schema", "PATCH", THINGS + "/a?fieldManager=p", APPLY, """
                {apiVersion: conformance.example.com/v1, kind: Thing, metadata: {name: a}, spec: {items: [{name: z, v: 1}]}}
                """);
    }

    private static void status(Conversation with) {
        with.say("a status that is wrong", "PATCH", THINGS + "/a/status", MERGE, """
                {"status": {"at": "x", "conditions": [{"type": "R", "status": "Maybe"}]}}""");
        with.say("only the status is written", "PATCH", THINGS + "/a/status?fieldManager=s", MERGE, """
                {"spec": {"count": 9}, "metadata": {"labels": {"c": "d"}}, "status": {"observedGeneration": 2,
                 "conditions": [{"type": "Ready", "status": "True", "message": "m"}]}}""");
        String applied = """
                {apiVersion: conformance.example.com/v1, kind: Thing, metadata: {name: a}, status: {%s}}
                """;
        with.say(
                "a status that somebody else wrote",
                "PATCH",
                THINGS + "/a/status?fieldManager=op",
                APPLY,
                applied.formatted("observedGeneration: 3"));
        with.say(
                "forced",
                "PATCH",
                THINGS + "/a/status?fieldManager=op&force=true",
                APPLY,
                applied.formatted(
                        "observedGeneration: 3, conditions: [{type: Held, status: 'True'}, {type: Ready, status: 'False'}]"));
        with.say(
                "less of it",
                "PATCH",
                THINGS + "/a/status?fieldManager=op&force=true",
                APPLY,
                applied.formatted("observedGeneration: 3, conditions: [{type: Ready, status: 'False'}]"));
        with.say("a table of conditions", "GET", THINGS + "/a", "application/json;as=Table;v=v1;g=meta.k8s.io", "");
        with.say(
                "no status of nothing",
                "PATCH",
                THINGS + "/nothing/status?fieldManager=op",
                APPLY,
                applied.formatted("at: x"));
    }

    private static void create(Conversation with, String step, String query, String rest) {
        with.say(step, "POST", THINGS + query, JSON, """
                {"apiVersion": "conformance.example.com/v1", "kind": "Thing", "metadata": {"name": "a"}, %s}""".formatted(rest));
    }

    private static final String CRD = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: things.conformance.example.com}
            spec:
              group: conformance.example.com
              names: {kind: Thing, plural: things, singular: thing, shortNames: [tg], categories: [cat]}
              scope: Namespaced
              versions:
                - name: v1
                  served: true
                  storage: true
                  subresources: {status: {}}
                  selectableFields: [{jsonPath: .spec.mode}]
                  additionalPrinterColumns:
                    - {name: Mode, type: string, jsonPath: .spec.mode}
                    - {name: Ready, type: string, jsonPath: '.status.conditions[?(@.type=="Ready")].status'}
                    - {name: Count, type: integer, jsonPath: .spec.count, priority: 1}
                  schema:
                    openAPIV3Schema:
                      type: object
                      required: [spec]
                      properties:
                        spec:
                          type: object
                          required: [name]
                          properties:
                            name: {type: string, minLength: 1, maxLength: 5, pattern: '^[a-z]+$'}
                            mode: {type: string, enum: [A, B], default: A}
                            count: {type: integer, minimum: 1, maximum: 10}
                            flag: {type: boolean, default: false}
                            port: {anyOf: [{type: integer}, {type: string}], x-kubernetes-int-or-string: true}
                            sub: {type: object, minProperties: 1, required: [x], properties: {x: {type: string}}}
                            map: {type: object, additionalProperties: {type: string, maxLength: 3}, maxProperties: 2}
                            items:
                              type: array
                              minItems: 1
                              maxItems: 2
                              x-kubernetes-list-type: map
                              x-kubernetes-list-map-keys: [name]
                              items: {type: object, required: [name], properties: {name: {type: string}, v: {type: integer, default: 3}}}
                            free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                        status:
                          type: object
                          default: {observedGeneration: -1}
                          properties:
                            observedGeneration: {type: integer, format: int64, default: -1}
                            at: {type: string, format: date-time}
                            conditions:
                              type: array
                              x-kubernetes-list-type: map
                              x-kubernetes-list-map-keys: [type]
                              items:
                                type: object
                                required: [type, status]
                                properties:
                                  type: {type: string}
                                  status: {type: string, enum: ["True", "False"]}
                                  message: {type: string}
            """;
}
