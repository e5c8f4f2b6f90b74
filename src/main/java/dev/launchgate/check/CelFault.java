package dev.launchgate.check;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.runtime.CelEvaluationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is wrong when an expression cannot be evaluated: the field as the expression spells it. The library's own messages
 * quote values, so of them only the position is used.
 */
final class CelFault {
    private static final String POSITION = "<input>:";
    private static final String INDEX = "_[_]";

    private CelFault() {}

    static String describe(CelEvaluationException e, CelAbstractSyntaxTree tree) {
        OptionalInt offset = offset(String.valueOf(e.getMessage()));
        List<CelExpr> at = offset.isEmpty() ? List.of() : at(offset.getAsInt(), tree);
        String where = offset.isEmpty() ? "the expression" : "position " + (offset.getAsInt() + 1);
        String field = at.stream()
                .map(CelFault::path)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(where);
        String operands = operands(at).orElse(where);
        return switch (e.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND -> field + " is not there; ask has() first";
            case INDEX_OUT_OF_BOUNDS -> field + " is not there; ask size() first";
            case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD, INVALID_ARGUMENT ->
                operands + ": of a type that does not fit here; convert it, or ask type() first";
            case BAD_FORMAT -> operands + ": not of the format that is wanted here";
            case DIVIDE_BY_ZERO -> operands + ": division by zero";
            case NUMERIC_OVERFLOW -> operands + ": the number is out of range";
            case DUPLICATE_ATTRIBUTE -> where + ": the same key twice";
            case INTERNAL_ERROR, TYPE_NOT_FOUND, ITERATION_BUDGET_EXCEEDED -> where + ": cannot be evaluated";
        };
    }

    /** {@code evaluation error at <input>:23: ...} */
    private static OptionalInt offset(String message) {
        int start = message.indexOf(POSITION);
        if (start < 0) {
            return OptionalInt.empty();
        }
        int offset = 0;
        int at = start + POSITION.length();
        while (at < message.length() && Character.isDigit(message.charAt(at)) && offset < 1_000_000) {
            offset = offset * 10 + Character.digit(message.charAt(at++), 10);
        }
        return OptionalInt.of(offset);
    }

    private static List<CelExpr> at(int offset, CelAbstractSyntaxTree tree) {
        Map<Long, Integer> positions = tree.getSource().getPositionsMap();
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(expr -> positions.getOrDefault(expr.id(), -1) == offset)
                .toList();
    }

    private static Optional<String> operands(List<CelExpr> at) {
        String fields = at.stream()
                .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.CALL)
                .map(CelExpr::call)
                .flatMap(call -> Stream.concat(call.target().stream(), call.args().stream()))
                .map(CelFault::path)
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining(", "));
        return fields.isEmpty()
                ? at.stream().map(CelFault::path).flatMap(Optional::stream).findFirst()
                : Optional.of(fields);
    }

    /** {@code object.spec.ports[0].name}; empty for what is no path. */
    private static Optional<String> path(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT ->
                Optional.of(expr.ident().name()).filter(name -> !name.isEmpty() && Character.isLetter(name.charAt(0)));
            case SELECT ->
                path(expr.select().operand())
                        .map(operand -> operand + "." + expr.select().field());
            case CALL -> expr.call().function().equals(INDEX) ? element(expr.call()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> element(CelCall call) {
        return path(call.args().getFirst())
                .map(list -> list + "[" + index(call.args().getLast()) + "]");
    }

    private static String index(CelExpr expr) {
        if (expr.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return path(expr).orElse("...");
        }
        return switch (expr.constant().getKind()) {
            case STRING_VALUE -> "\"" + expr.constant().stringValue() + "\"";
            case INT64_VALUE -> Long.toString(expr.constant().int64Value());
            default -> "...";
        };
    }
}
