package dev.launchgate.check;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.extensions.CelStringExtensions.Function;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiles expressions over {@code object} and {@code target}: standard functions and macros, and those functions on text
 * whose result is no longer than the text. There is no clock and nothing that reads.
 */
final class CelExpressions {
    static final int LONGEST = 2000;
    private static final int DEEPEST = 50;
    private static final int REMEMBERED = 1_000;

    /** Every pass plans every item anew. */
    private final Map<String, Compiled> known = new ConcurrentHashMap<>();

    Compiled compile(String text) {
        Compiled compiled = known.get(text);
        if (compiled == null) {
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            compiled = translate(text);
            known.put(text, compiled);
        }
        return compiled;
    }

    private Compiled translate(String text) {
        try {
            CelAbstractSyntaxTree tree = Environment.COMPILER.compile(text).getAst();
            CelType type = tree.getResultType();
            return type.kind() == CelKind.BOOL || type.kind() == CelKind.DYN
                    ? new Compiled.Usable(new CelExpression(tree, Environment.RUNTIME.createProgram(tree)))
                    : new Compiled.Refused("must give true or false, gives " + type.name());
        } catch (CelValidationException e) {
            return new Compiled.Refused(fault(e.getErrors()));
        } catch (CelEvaluationException e) {
            return new Compiled.Refused("cannot be evaluated");
        } catch (StackOverflowError e) {
            return new Compiled.Refused("is nested too deeply");
        }
    }

    private static String fault(List<CelIssue> issues) {
        CelIssue first = issues.getFirst();
        return "does not compile at line %d, column %d: %s"
                .formatted(
                        first.getSourceLocation().getLine(),
                        first.getSourceLocation().getColumn() + 1,
                        Wording.cut(first.getMessage().replace(" (in container '')", "")));
    }

    /** Made when the first expression is met: it costs a tenth of a second, and most operators never meet one. */
    private static final class Environment {
        private static final CelOptions OPTIONS = CelOptions.current()
                .maxExpressionCodePointSize(LONGEST)
                .maxParseRecursionDepth(DEEPEST)
                .enableHeterogeneousNumericComparisons(true)
                .comprehensionMaxIterations(-1) // the budget counts every step of them
                .build();

        private static final CelStringExtensions TEXT = CelExtensions.strings(
                Function.CHAR_AT,
                Function.LOWER_ASCII,
                Function.SPLIT,
                Function.SUBSTRING,
                Function.TRIM,
                Function.UPPER_ASCII);

        private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("object", SimpleType.DYN)
                .addVar("target", SimpleType.DYN)
                .addLibraries(TEXT)
                .build();

        private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardFunctions(CelFunctions.OWN_COST)
                .addLibraries(TEXT)
                .build();
    }

    sealed interface Compiled {
        record Usable(CelExpression expression) implements Compiled {}

        /** @param fault what is wrong, with its position */
        record Refused(String fault) implements Compiled {}
    }
}
