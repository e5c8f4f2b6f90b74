package dev.launchgate.postmortem.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.front.matter.YamlFrontMatterVisitor;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** A page as a parser of GitHub-flavoured Markdown sees it. */
record ParsedPage(Node root) {
    private static final Set<String> OURS = Set.of(
            "Document",
            "YamlFrontMatterBlock",
            "YamlFrontMatterNode",
            "Heading",
            "Paragraph",
            "Text",
            "BulletList",
            "OrderedList",
            "ListItem",
            "StrongEmphasis",
            "Emphasis",
            "HardLineBreak",
            "SoftLineBreak",
            "TableBlock",
            "TableHead",
            "TableBody",
            "TableRow",
            "TableCell");
    private static final List<Extension> EXTENSIONS = List.of(
            TablesExtension.create(),
            AutolinkExtension.create(),
            StrikethroughExtension.create(),
            YamlFrontMatterExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final TextContentRenderer TEXT = TextContentRenderer.builder()
            .extensions(EXTENSIONS)
            .lineBreakRendering(LineBreakRendering.COMPACT)
            .build();

    static ParsedPage of(String markdown) {
        return new ParsedPage(PARSER.parse(markdown));
    }

    /** Everything that is neither text nor what the document itself is made of is refused. */
    ParsedPage onlyWhatWeMade() {
        each(node -> {
            switch (node) {
                case HtmlInline html -> assertThat(html.getLiteral()).isEqualTo("<br>");
                case HtmlBlock html ->
                    assertThat(html.getLiteral())
                            .matches("<picture>\\n  <source media=\"\\(prefers-color-scheme: dark\\)\""
                                    + " srcset=\"[a-z0-9-]+\\.svg\">\\n  <img alt=\"Graph\" src=\"[a-z0-9-]+\\.svg\">\\n"
                                    + "</picture>");
                case Link link ->
                    assertThat(link.getDestination())
                            .matches("https://[A-Za-z0-9.:-]+([/?#][-._~:/?#@!'+,;=%&A-Za-z0-9]*)?|[a-z0-9-]+\\.csv");
                case Image image -> throw new AssertionError("an image: " + image.getDestination());
                case Code code -> throw new AssertionError("code: " + code.getLiteral());
                case IndentedCodeBlock code -> throw new AssertionError("code: " + code.getLiteral());
                case FencedCodeBlock code -> throw new AssertionError("code: " + code.getLiteral());
                default -> {
                    if (!OURS.contains(node.getClass().getSimpleName())) {
                        throw new AssertionError("not ours: " + node);
                    }
                }
            }
        });
        return this;
    }

    /** Headings with their level, as in {@code 2 Summary}. */
    List<String> headings() {
        List<String> headings = new ArrayList<>();
        each(node -> {
            if (node instanceof Heading heading) {
                headings.add(heading.getLevel() + " " + TEXT.render(heading).strip());
            }
        });
        return headings;
    }

    /** Rows of all tables, the heads too. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        each(node -> {
            if (node instanceof TableRow row) {
                List<String> cells = new ArrayList<>();
                for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                    assertThat(cell).isInstanceOf(TableCell.class);
                    cells.add(cellText(cell));
                }
                rows.add(cells);
            }
        });
        return rows;
    }

    int tables() {
        return count(TableBlock.class);
    }

    int count(Class<? extends Node> kind) {
        int[] count = {0};
        each(node -> count[0] += kind.isInstance(node) ? 1 : 0);
        return count[0];
    }

    List<String> links() {
        List<String> links = new ArrayList<>();
        each(node -> {
            if (node instanceof Link link) {
                links.add(link.getDestination());
            }
        });
        return links;
    }

    Map<String, List<String>> frontMatter() {
        YamlFrontMatterVisitor visitor = new YamlFrontMatterVisitor();
        root.accept(visitor);
        return visitor.getData();
    }

    /** What is written, without the addresses of links, each piece on a line. */
    String written() {
        StringBuilder written = new StringBuilder();
        each(node -> written.append(node instanceof Text text ? text.getLiteral() : "\n"));
        return written.toString();
    }

    /** What people read. */
    String text() {
        return TEXT.render(root);
    }

    private static String cellText(Node cell) {
        StringBuilder text = new StringBuilder();
        cell.accept(new AbstractVisitor() {
            @Override
            public void visit(Text node) {
                text.append(node.getLiteral());
            }

            @Override
            public void visit(HtmlInline node) {
                text.append('\n');
            }
        });
        return text.toString();
    }

    private void each(Consumer<Node> consumer) {
        walk(root, consumer);
    }

    private static void walk(Node node, Consumer<Node> consumer) {
        consumer.accept(node);
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            walk(child, consumer);
        }
    }
}
