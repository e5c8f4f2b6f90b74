package dev.launchgate.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Reference of every setting: names and defaults from the interface, meanings from its Javadoc. */
final class SettingsPage {
    private final CompilationUnitTree unit;
    private final DocTrees docs;
    private final ClassTree settings;
    private final List<List<String>> rows = new ArrayList<>();

    private SettingsPage(CompilationUnitTree unit, DocTrees docs) {
        this.unit = unit;
        this.docs = docs;
        this.settings = (ClassTree) unit.getTypeDecls().getFirst();
    }

    /** @param source the file of the interface */
    static String of(Path source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            CompilationUnitTree unit = task.parse().iterator().next();
            return new SettingsPage(unit, DocTrees.instance(task)).page();
        }
    }

    private String page() {
        settings(settings, "launchgate");
        Markdown page = new Markdown()
                .line("# Settings")
                .blank()
                .line(
                        "Properties of the operator, as environment variables in `deploy/` and the chart. Lists are separated by"
                                + " commas. Generated from the code.")
                .blank()
                .head("property", "environment variable", "default", "meaning");
        rows.forEach(page::row);
        return page.toString();
    }

    private void settings(ClassTree group, String prefix) {
        members(group, MethodTree.class).forEach(method -> {
            String property = prefix + "." + kebab(method.getName().toString());
            Optional<ClassTree> below = members(settings, ClassTree.class)
                    .filter(type -> type.getSimpleName()
                            .contentEquals(method.getReturnType().toString()))
                    .findFirst();
            if (below.isPresent()) {
                settings(below.get(), property);
            } else {
                rows.add(List.of(
                        Markdown.code(property),
                        Markdown.code(property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")),
                        defaultOf(method),
                        doc(group, method)));
            }
        });
    }

    private String doc(ClassTree group, MethodTree method) {
        TreePath type = group == settings
                ? TreePath.getPath(unit, settings)
                : new TreePath(TreePath.getPath(unit, settings), group);
        String comment = docs.getDocComment(new TreePath(type, method));
        return comment == null ? "" : comment.replaceAll("\\{@code ([^}]*)}", "`$1`");
    }

    private static String defaultOf(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals("WithDefault"))
                .map(AnnotationTree::getArguments)
                .map(arguments -> arguments.getFirst())
                .map(argument -> argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument)
                .map(value -> value instanceof LiteralTree literal
                        ? literal.getValue().toString()
                        : value.toString())
                .map(Markdown::code)
                .findFirst()
                .orElse("");
    }

    private static <T extends Tree> Stream<T> members(ClassTree type, Class<T> kind) {
        return type.getMembers().stream().filter(kind::isInstance).map(kind::cast);
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
