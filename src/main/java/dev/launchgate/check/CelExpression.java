package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.Map;

/** A compiled expression that answers yes or no. */
final class CelExpression {
    private final CelAbstractSyntaxTree tree;
    private final CelRuntime.Program program;

    CelExpression(CelAbstractSyntaxTree tree, CelRuntime.Program program) {
        this.tree = tree;
        this.program = program;
    }

    /** Whether the expression mentions a variable. */
    boolean reads(String variable) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .anyMatch(node -> node.getKind() == ExprKind.Kind.IDENT
                        && node.expr().ident().name().equals(variable));
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
