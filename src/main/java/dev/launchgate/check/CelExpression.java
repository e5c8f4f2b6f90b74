package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A compiled expression that answers yes or no. */
final class CelExpression {
    private final CelAbstractSyntaxTree tree;
    private final CelRuntime.Program program;
    private final Set<String> names;

    CelExpression(CelAbstractSyntaxTree tree, CelRuntime.Program program) {
        this.tree = tree;
        this.program = program;
        this.names = CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == ExprKind.Kind.IDENT)
                .map(node -> node.expr().ident().name())
                .collect(Collectors.toSet());
    }

    /** Whether the expression mentions a variable. */
    boolean reads(String variable) {
        return names.contains(variable);
    }

    CelOutcome evaluate(Map<String, JsonNode> variables, CelRun run) {
        try {
            Map<String, Object> values = new HashMap<>();
            variables.forEach((name, json) -> values.put(name, run.value(json)));
            Object result = program.trace(values, run.functions(), run::step);
            return result instanceof Boolean decided
                    ? new CelOutcome.Decided(decided)
                    : new CelOutcome.Faulty("the expression gives neither true nor false");
        } catch (CelEvaluationException e) {
            return new CelOutcome.Faulty(CelFault.describe(e, tree));
        } catch (CelBudget.Exhausted e) {
            return new CelOutcome.TooExpensive();
        }
    }
}
