package dev.launchgate.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelRuntimeException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionResolver;
import dev.cel.runtime.CelLateFunctionBindings;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import java.util.List;
import java.util.Map;

/**
 * The functions whose cost depends on more than their own result: bound for each evaluation, so that they can count before
 * they work.
 */
final class CelFunctions {
    /** What the library does itself: each step costs no more than its result is long. */
    static final CelStandardFunctions OWN_COST = CelStandardFunctions.newBuilder()
            .excludeFunctions(
                    StandardFunction.EQUALS,
                    StandardFunction.NOT_EQUALS,
                    StandardFunction.IN,
                    StandardFunction.MATCHES,
                    StandardFunction.CONTAINS)
            .build();

    /** Comparisons of characters that count as one step. */
    private static final long CHARACTERS = 64;

    private final CelBudget budget;
    private final CelEquality equality;

    private CelFunctions(CelBudget budget) {
        this.budget = budget;
        this.equality = new CelEquality(budget);
    }

    @SuppressWarnings("Immutable") // bound anew for each run, so nobody shares what they count
    static CelFunctionResolver within(CelBudget budget) {
        CelFunctions functions = new CelFunctions(budget);
        CelEquality equality = functions.equality;
        return CelLateFunctionBindings.from(
                CelFunctionBinding.from("equals", Object.class, Object.class, equality::equal),
                CelFunctionBinding.from(
                        "not_equals", Object.class, Object.class, (one, other) -> !equality.equal(one, other)),
                CelFunctionBinding.from("in_list", Object.class, List.class, equality::in),
                CelFunctionBinding.from("in_map", Object.class, Map.class, (key, map) -> map.containsKey(key)),
                CelFunctionBinding.from("matches", String.class, String.class, functions::matches),
                CelFunctionBinding.from("matches_string", String.class, String.class, functions::matches),
                CelFunctionBinding.from("contains_string", String.class, String.class, functions::contains));
    }

    private boolean matches(String text, String expression) {
        long size = ExpressionSize.of(expression);
        budget.spend(size);
        budget.spend((text.length() + 1L) * size / CHARACTERS);
        try {
            return Pattern.compile(expression).matcher(text).find();
        } catch (PatternSyntaxException e) {
            throw new CelRuntimeException(e, CelErrorCode.BAD_FORMAT);
        }
    }

    private boolean contains(String text, String part) {
        budget.spend((text.length() + 1L) * (part.length() + 1L) / CHARACTERS);
        return text.contains(part);
    }
}
