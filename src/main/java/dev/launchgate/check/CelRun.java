package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelFunctionResolver;
import java.util.Collection;

/** Evaluations that share one budget. */
final class CelRun {
    private final CelBudget budget;
    private final CelJson json;
    private final CelFunctionResolver functions;

    CelRun(CelBudget budget) {
        this.budget = budget;
        this.json = new CelJson(budget);
        this.functions = CelFunctions.within(budget);
    }

    Object value(JsonNode node) {
        return json.value(node);
    }

    CelFunctionResolver functions() {
        return functions;
    }

    /** Called by the interpreter after every step. */
    void step(CelExpr expression, Object result) {
        switch (result) {
            case String text -> budget.spendOn(text);
            case Collection<?> collection -> {
                budget.within(collection.size());
                budget.spend(1);
            }
            case ByteString bytes -> {
                budget.within(bytes.size());
                budget.spend(1);
            }
            default -> budget.spend(1);
        }
    }
}
