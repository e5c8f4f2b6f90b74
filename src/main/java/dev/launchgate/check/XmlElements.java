package dev.launchgate.check;

import dev.launchgate.check.XmlDocument.Kind;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.ext.DefaultHandler2;

/** Looks at elements as the parser meets them, and stops it at the first declaration of a document type. */
final class XmlElements extends DefaultHandler2 {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String DIAGRAM = "diagram";

    private final StringBuilder words = new StringBuilder();
    private Kind kind = Kind.Other;
    private int depth;
    private boolean diagrams;
    private boolean inDiagram;
    private boolean packed;

    Kind kind() {
        return kind;
    }

    /** What a well-formed document lacks; empty if nothing. */
    String fault() {
        return kind == Kind.Drawio && !diagrams ? "no diagram in it" : "";
    }

    boolean packed() {
        return packed;
    }

    String words() {
        return words.toString();
    }

    @Override
    public void startDTD(String name, @Nullable String publicId, @Nullable String systemId) {
        kind = announced(name);
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) {
        if (depth == 0) {
            kind = rooted(name, attributes);
            diagrams = name.equals("mxGraphModel");
        }
        depth++;
        inDiagram = kind == Kind.Drawio && depth == 2 && name.equals(DIAGRAM);
        diagrams |= inDiagram;
        for (int i = 0; i < attributes.getLength(); i++) {
            words.append('\n').append(attributes.getValue(i));
        }
        words.append('\n');
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        depth--;
        inDiagram = false;
        words.append('\n');
    }

    /** A diagram that is not compressed has elements; what it has as text is the compressed form. */
    @Override
    public void characters(char[] text, int start, int length) {
        words.append(text, start, length);
        packed |= inDiagram && !new String(text, start, length).isBlank();
    }

    private static Kind announced(String name) {
        return switch (name) {
            case "svg" -> Kind.Svg;
            case "html" -> Kind.Xhtml;
            default -> Kind.Other;
        };
    }

    private static Kind rooted(String name, Attributes attributes) {
        int colon = name.indexOf(':');
        String namespace = attributes.getValue(colon < 0 ? "xmlns" : "xmlns:" + name.substring(0, colon));
        return switch (name.substring(colon + 1)) {
            case "svg" -> SVG.equals(namespace) ? Kind.Svg : Kind.Other;
            case "mxfile", "mxGraphModel" -> Kind.Drawio;
            case "html" -> Kind.Xhtml;
            default -> Kind.Other;
        };
    }

    @Override
    public InputSource resolveEntity(
            @Nullable String name, @Nullable String publicId, @Nullable String baseUri, @Nullable String systemId) {
        return new InputSource(new StringReader(""));
    }

    @Override
    public void internalEntityDecl(String name, String value) throws SAXException {
        throw new Declaration();
    }

    @Override
    public void externalEntityDecl(String name, @Nullable String publicId, @Nullable String systemId)
            throws SAXException {
        throw new Declaration();
    }

    @Override
    public void elementDecl(String name, String model) throws SAXException {
        throw new Declaration();
    }

    @Override
    public void attributeDecl(
            String element, String attribute, String type, @Nullable String mode, @Nullable String value)
            throws SAXException {
        throw new Declaration();
    }

    @Override
    public void notationDecl(String name, @Nullable String publicId, @Nullable String systemId) throws SAXException {
        throw new Declaration();
    }

    @Override
    public void unparsedEntityDecl(String name, @Nullable String publicId, @Nullable String systemId, String notation)
            throws SAXException {
        throw new Declaration();
    }

    /** The document declares something, which may be anything from an abbreviation to a bomb. */
    static final class Declaration extends SAXException {
        private static final long serialVersionUID = 1L;
    }
}
