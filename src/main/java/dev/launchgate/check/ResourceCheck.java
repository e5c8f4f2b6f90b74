package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.ResourceParams;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.check.CelExpressions.Compiled;
import dev.launchgate.cluster.Lookup;

/** Item kind resource: any object of the cluster is as an expression asks. */
public final class ResourceCheck implements Check<ResourceParams> {
    private final CelExpressions expressions = new CelExpressions();

    @Override
    public Class<ResourceParams> params() {
        return ResourceParams.class;
    }

    @Override
    public Section section() {
        return Section.Other;
    }

    @Override
    public void refuse(ResourceParams params, Refusals refusals) {
        ResourceRefusals.refuse(params, expressions, refusals);
    }

    @Override
    public Judgement judge(ResourceParams params, Facts facts) {
        if (!(expressions.compile(params.expression()) instanceof Compiled.Usable(CelExpression expression))) {
            throw new IllegalArgumentException("refused: an expression that does not compile");
        }
        return switch (facts.kind(params.apiVersion(), params.objectKind())) {
            case Lookup.Unreadable(var obstacle) -> Judgement.unreadable(obstacle);
            case Lookup.Served(var kind) -> new ResourceObjects(params, expression, kind, facts).judge();
        };
    }
}
