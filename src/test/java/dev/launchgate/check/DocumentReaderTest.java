package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.DocumentFormat;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
    private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg'>";
    private static final int MEBIBYTE = 1024 * 1024;

    @ParameterizedTest
    @CsvSource({
        "flow.svg, Svg",
        "flow.png, Png",
        "flow.pdf, Pdf",
        "flow.drawio, Drawio",
        "flow-compressed.drawio, Drawio",
        "flow.html, Html",
        "login.html, Html",
        "flow.md, Markdown",
        "flow.mmd, Mermaid",
        "flow.puml, PlantUml"
    })
    void knowsAFileByItsContent(String file, DocumentLook look) {
        DocumentContent content = read(DocumentFixtures.bytes(file));

        assertThat(content.look()).isEqualTo(look);
        assertThat(content.fault()).isEmpty();
        assertThat(content.empty()).isFalse();
        assertThat(content.packed()).isEqualTo(file.contains("compressed"));
        for (DocumentFormat format : DocumentFormat.values()) {
            assertThat(look.is(format))
                    .as("%s as %s", file, format)
                    .isEqualTo(format == DocumentFormat.Any || format.name().equals(look.name()));
        }
    }

    @Test
    void everyFormatLooksLikeSomething() {
        assertThat(Arrays.stream(DocumentLook.values()).map(DocumentLook::shown))
                .containsAll(Arrays.stream(DocumentFormat.values())
                        .filter(format -> format != DocumentFormat.Any)
                        .map(DocumentFormat::name)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "\n <?xml version='1.0' encoding='ISO-8859-1'?><svg xmlns=\"http://www.w3.org/2000/svg\"></svg>\n",
                "<!-- a --><s:svg xmlns:s='http://www.w3.org/2000/svg'><s:g/></s:svg>",
                "<!DOCTYPE svg [ <!-- nothing declared --> ]><svg xmlns='http://www.w3.org/2000/svg'>&amp;&#65;</svg>"
            })
    void knowsAnSvg(String text) {
        assertThat(look(text)).isEqualTo("Svg");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <svg/>                                                         | OtherMarkup
            <svg xmlns='http://example.com/svg'/>                          | OtherMarkup
            <s:svg xmlns='http://www.w3.org/2000/svg'/>                    | OtherMarkup
            <SVG xmlns='http://www.w3.org/2000/svg'/>                      | OtherMarkup
            <svgs xmlns='http://www.w3.org/2000/svg'/>                     | OtherMarkup
            <a><svg xmlns='http://www.w3.org/2000/svg'/></a>               | OtherMarkup
            <feed xmlns="http://www.w3.org/2005/Atom"/>                    | OtherMarkup
            svg xmlns='http://www.w3.org/2000/svg'                         | PlainText
            <?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/> | Html
            <!DOCTYPE html><svg xmlns='http://www.w3.org/2000/svg'/>       | Html
            <HTML lang='en'>                                               | Html
            <!-- a --> <!-- b --><head>                                    | Html
            <form action='/login'>                                         | Html
            <script>location='/login'</script>                             | Html
            <htmlx/>                                                       | OtherMarkup
            <div>Sign in</div>                                             | OtherMarkup
            <!-- never closed                                              | OtherMarkup
            Please sign in.                                                | PlainText
            {"message": "Not found"}                                       | PlainText
            404 page not found                                             | PlainText
            """)
    void isNotFooledByWhatOnlyResemblesADiagram(String text, DocumentLook look) {
        assertThat(look(text)).isEqualTo(look.name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <mxGraphModel><root/></mxGraphModel>                  | Drawio
            <mxfile><diagram/></mxfile>                           | Drawio
            <mxfile><diagram>7Vpb</diagram></mxfile>              | Drawio, packed
            <mxfile></mxfile>                                     | Drawio, fault: no diagram in it
            <mxfile><pages><diagram/></pages></mxfile>            | Drawio, fault: no diagram in it
            <mxfile><diagram>                                     | Drawio, fault: line 1
            <mxfile2/>                                            | OtherMarkup
            """)
    void knowsADrawioFile(String text, String seen) {
        assertThat(seen(text)).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            graph TD\\nA-->B                                      | Mermaid
            graph LR; A-->B                                       | Mermaid
            flowchart\\n  a --> b                                 | Mermaid
            \\n%% note\\nsequenceDiagram\\n  A->>B: hi            | Mermaid
            %%{init: {\\n'theme': 'dark'\\n}}%%\\nerDiagram\\n A            | Mermaid
            ---\\ntitle: x\\n---\\nC4Context\\ntitle y            | Mermaid
            pie showData title Pets\\n"a": 1                      | Mermaid
            gitGraph LR:\\ncommit                                 | Mermaid
            architecture-beta\\ngroup api(cloud)[API]             | Mermaid
            graph TD                                              | PlainText
            graph theory is\\na fine subject                      | PlainText
            timeline of events\\nnone                             | PlainText
            SEQUENCEDIAGRAM\\nA->>B: hi                           | PlainText
            ---\\ngraph TD\\nA-->B                                | PlainText
            @startuml\\na -> b\\n@enduml                          | PlantUml
            ' c\\n\\n@startmindmap x\\n* a\\n@endmindmap          | PlantUml
            @startuml\\na -> b                                    | PlainText
            @startuml\\na -> b\\n@endmindmap                      | PlainText
            see @startuml\\na -> b\\n@enduml                      | PlainText
            """)
    void knowsDiagramsThatAreWrittenAsText(String text, DocumentLook look) {
        assertThat(look(text.replace("\\n", "\n"))).isEqualTo(look.name());
        assertThat(look(text.replace("\\n", "\r\n"))).isEqualTo(look.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# Title",
                "Title\n=====",
                "Title\n---\ntext",
                "text\n\n* item",
                "1. first",
                "> quoted",
                "```\ncode\n```",
                "| a | b |\n|---|:-:|\n| 1 | 2 |",
                "see [the flow](flow.svg)",
                "<h1 align=\"center\">Flow</h1>\n\n## Request",
                "<!-- comment -->\n# Title",
                "---\ntitle: x\n---\n# Title"
            })
    void knowsMarkdown(String text) {
        assertThat(look(text)).isEqualTo("Markdown");
        assertThat(look(text.replace("\n", "\r\n"))).isEqualTo("Markdown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#hashtag", "a - b", "2.5 times", "[x]", "-dash", "text\n--", "just\ntwo lines"})
    void plainTextIsNoMarkdown(String text) {
        assertThat(look(text)).isEqualTo("PlainText");
    }

    @Test
    void aBombIsNotSetOff() {
        assertThat(seen(DocumentFixtures.text("bomb.svg")))
                .isEqualTo("Svg, fault: it declares a document type of its own; save it without");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!ENTITY a 'x'>",
                "<!ENTITY a SYSTEM 'file:///etc/passwd'>",
                "<!ENTITY % a SYSTEM 'http://127.0.0.1:1/x'> %a;",
                "<!ELEMENT svg ANY>",
                "<!ATTLIST svg xmlns CDATA 'http://www.w3.org/2000/svg'>",
                "<!NOTATION n SYSTEM 'x'>",
                "<!ENTITY u SYSTEM 'x' NDATA n>"
            })
    void nothingMayBeDeclared(String declaration) {
        assertThat(seen("<!DOCTYPE svg [" + declaration + "]>" + SVG + "</svg>"))
                .isEqualTo("Svg, fault: it declares a document type of its own; save it without");
    }

    @Test
    void depthAndAttributesHaveBounds() {
        assertThat(seen(SVG + "<g>".repeat(200) + "</g>".repeat(200) + "</svg>"))
                .isEqualTo("Svg");
        assertThat(seen(SVG + "<g>".repeat(300) + "</g>".repeat(300) + "</svg>"))
                .isEqualTo("Svg, fault: line 1");
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        assertThat(seen(SVG + "<g" + attributes + "/></svg>")).isEqualTo("Svg, fault: line 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <g></svg>          | line 2
            </svg>junk         | line 2
            </svg><b/>         | line 2
            <g a='1' a='2'/>   | line 2
            &undeclared;</svg> | line 2
            <g                 | line 2
            """)
    void anSvgThatBreaksOffIsToldSo(String rest, String fault) {
        assertThat(seen(SVG + "\n" + rest)).isEqualTo("Svg, fault: " + fault);
    }

    @Test
    void aPictureThatBreaksOffIsToldSo() {
        byte[] png = DocumentFixtures.bytes("flow.png");

        assertThat(seen(Arrays.copyOf(png, 8))).isEqualTo("Png, fault: it ends at byte 8");
        assertThat(seen(Arrays.copyOf(png, 33))).isEqualTo("Png, fault: it ends at byte 33");
        assertThat(seen(Arrays.copyOf(png, png.length - 12)))
                .isEqualTo("Png, fault: it ends at byte " + (png.length - 12));
        for (int at : new int[] {8, 12, 16, 30, png.length / 2, png.length - 1}) {
            byte[] changed = png.clone();
            changed[at] ^= 0x40;
            assertThat(seen(changed)).as("byte %d", at).startsWith("Png, fault: byte ");
        }
    }

    @Test
    void aPictureNeedsHeaderAndData() {
        byte[] png = DocumentFixtures.bytes("flow.png");
        byte[] end = Arrays.copyOfRange(png, png.length - 12, png.length);

        assertThat(seen(joined(Arrays.copyOf(png, 33), end))).isEqualTo("Png, fault: no picture in it");
        assertThat(seen(joined(Arrays.copyOf(png, 8), end))).isEqualTo("Png, fault: byte 8");
    }

    @Test
    void aPdfThatBreaksOffIsToldSo() {
        byte[] pdf = DocumentFixtures.bytes("flow.pdf");

        assertThat(seen(Arrays.copyOf(pdf, pdf.length - 10)))
                .isEqualTo("Pdf, fault: it ends at byte " + (pdf.length - 10));
        assertThat(seen("%PDF-")).isEqualTo("Pdf, fault: it ends at byte 5");
        assertThat(look(" %PDF-1.7")).isEqualTo("PlainText");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t \r\n", "\uFEFF", "\uFEFF \n"})
    void nothingButWhiteSpaceIsEmpty(String text) {
        assertThat(read(text.getBytes(StandardCharsets.UTF_8)).empty()).isTrue();
    }

    @Test
    void aByteThatIsNoWhiteSpaceIsNotEmpty() {
        assertThat(read(new byte[] {0}).empty()).isFalse();
        assertThat(read(new byte[] {'x'}).empty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, Svg", "UTF-16, Svg", "UTF-16BE, Binary", "UTF-16LE, Binary", "UTF-32, Binary"})
    void textSaysWhichOneItIs(String charset, DocumentLook look) {
        byte[] body = (SVG + "\u00e9</svg>").getBytes(Charset.forName(charset));

        assertThat(read(body).look()).isEqualTo(look);
    }

    @Test
    void otherEncodingsAreNoText() {
        assertThat(look("\uFEFF" + SVG + "</svg>")).isEqualTo("Svg");
        assertThat(read((SVG + "\u00e9</svg>").getBytes(StandardCharsets.ISO_8859_1))
                        .look())
                .isEqualTo(DocumentLook.Binary);
        assertThat(look("# Title\u0000")).isEqualTo("Binary");
        assertThat(look("# Title\u001b[2J")).isEqualTo("Binary");
        assertThat(read(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xD8, 0}).look())
                .isEqualTo(DocumentLook.Binary);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flow.svg               | Scoring-API, DATABASE | ''
            flow.svg               | scoring-api, cache    | cache
            flow.drawio            | database, gateway     | ''
            flow.drawio            | request &amp; response| ''
            flow.drawio            | &amp;amp; response    | ''
            flow-compressed.drawio | database, request     | database
            flow.html              | <h1>, response        | ''
            flow.md                | **database**          | ''
            flow.mmd               | API, redis, kafka     | redis kafka
            flow.puml              | scoring-api           | ''
            flow.png               | PNG                   | PNG
            """)
    void looksForWordsInTheSourceInAnyCase(String file, String mentions, String missing) {
        DocumentReader reader = new DocumentReader(List.of(mentions.split(", ")));

        assertThat(String.join(
                        " ", reader.read(200, DocumentFixtures.bytes(file)).unmentioned()))
                .isEqualTo(missing);
    }

    @Test
    void caseIsThatOfNoCountry() {
        DocumentReader reader = new DocumentReader(List.of("INDEX", "stra\u00dfe"));

        assertThat(reader.read(200, "index STRA\u00dfE".getBytes(StandardCharsets.UTF_8))
                        .unmentioned())
                .isEmpty();
    }

    @Test
    void theDigestIsThatOfTheBytes() {
        assertThat(read("foo".getBytes(StandardCharsets.UTF_8)).sha256())
                .isEqualTo("2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae");
        assertThat(read(new byte[0]).sha256())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 404, 500, 599})
    void ofAnErrorPageNothingIsKept(int status) {
        assertThat(new DocumentReader(List.of("x")).read(status, DocumentFixtures.bytes("login.html")))
                .isEqualTo(DocumentContent.NONE);
    }

    @Test
    void equalDocumentsAreEqual() {
        assertThat(read(DocumentFixtures.bytes("flow.svg"))).isEqualTo(read(DocumentFixtures.bytes("flow.svg")));
        assertThat(new DocumentReader(List.of("a"))).isEqualTo(new DocumentReader(List.of("a")));
    }

    @Test
    void nothingOfTheTextIsKept() {
        assertThat(new DocumentReader(List.of("scoring-api", "absent"))
                        .read(200, DocumentFixtures.bytes("flow.svg"))
                        .toString())
                .doesNotContain("gateway")
                .doesNotContain("scoring-api");
    }

    /** Each would take minutes if the work grew with the square of the size. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                | a
            ``                | <
            ``                | <!--
            ``                | ` \\n`
            ``                | ---\\n
            ``                | %%{
            ``                | '\\n
            ``                | [a](
            ``                | [
            ``                | `|---`
            ``                | a\\n=
            ``                | @startuml\\n
            graph TD\\n        | graph TD;\\n
            SVG               | a
            SVG               | <a>
            SVG               | <a b=''>
            SVG               | <a xmlns:b='c'/>
            SVG               | &amp;
            <mxfile><diagram> | <b/>a
            <!DOCTYPE svg [   | <!ENTITY % a 'b'>
            <!DOCTYPE svg [   | <!-- a -->
            """)
    void aMebibyteOfAnythingIsReadInTime(String begun, String repeated) {
        String part = repeated.replace("\\n", "\n");
        String body = begun.replace("SVG", SVG).replace("\\n", "\n") + part.repeat(MEBIBYTE / part.length());
        DocumentReader reader = new DocumentReader(
                IntStream.range(0, 20).mapToObj(i -> "a".repeat(99 - i) + "b").toList());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();

        reader.read(200, body.getBytes(StandardCharsets.UTF_8));

        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    private static DocumentContent read(byte[] body) {
        return new DocumentReader(List.of()).read(200, body);
    }

    private static String look(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8)).look().name();
    }

    private static String seen(String text) {
        return seen(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String seen(byte[] body) {
        DocumentContent content = read(body);
        return content.look()
                + (content.fault().isEmpty() ? "" : ", fault: " + content.fault())
                + (content.packed() ? ", packed" : "");
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
