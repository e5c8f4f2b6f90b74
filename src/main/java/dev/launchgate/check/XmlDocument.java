package dev.launchgate.check;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * XML that may be a diagram. Read to its end by a parser that follows no reference, accepts no declaration of a document
 * type, and knows bounds for depth and attributes.
 *
 * @param kind by its root element, or what its document type announces
 * @param fault where it stops being well-formed; empty if it does not
 * @param packed a diagram in it is compressed
 * @param words text and attributes up to its end or fault, a line each, with references resolved
 */
record XmlDocument(Kind kind, String fault, boolean packed, String words) {
    enum Kind {
        Svg,
        Drawio,
        Xhtml,
        Other
    }

    private static final int DEEPEST = 256;
    private static final Map<String, Boolean> FEATURES = Map.of(
            XMLConstants.FEATURE_SECURE_PROCESSING,
            true,
            "http://xml.org/sax/features/external-general-entities",
            false,
            "http://xml.org/sax/features/external-parameter-entities",
            false,
            "http://apache.org/xml/features/nonvalidating/load-external-dtd",
            false);
    private static final Map<String, String> LIMITS = Map.of(
            "http://javax.xml.XMLConstants/property/accessExternalDTD",
            "",
            "jdk.xml.maxElementDepth",
            Integer.toString(DEEPEST),
            "jdk.xml.elementAttributeLimit",
            Integer.toString(DEEPEST));

    static XmlDocument read(String text) {
        XmlElements seen = new XmlElements();
        String fault = fault(text, seen);
        return new XmlDocument(seen.kind(), fault, seen.packed(), seen.words());
    }

    private static String fault(String text, XmlElements seen) {
        try {
            reader(seen).parse(new InputSource(new StringReader(text)));
            return seen.fault();
        } catch (XmlElements.Declaration e) {
            return "it declares a document type of its own; save it without";
        } catch (SAXParseException e) {
            return "line " + e.getLineNumber();
        } catch (SAXException | IOException e) {
            return "no XML";
        }
    }

    private static XMLReader reader(XmlElements seen) throws SAXException {
        try {
            // the runtime's own, whatever the class path offers
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            for (Map.Entry<String, Boolean> feature : FEATURES.entrySet()) {
                factory.setFeature(feature.getKey(), feature.getValue());
            }
            XMLReader reader = factory.newSAXParser().getXMLReader();
            for (Map.Entry<String, String> limit : LIMITS.entrySet()) {
                reader.setProperty(limit.getKey(), limit.getValue());
            }
            reader.setContentHandler(seen);
            reader.setDTDHandler(seen);
            reader.setErrorHandler(seen);
            reader.setEntityResolver(seen);
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", seen);
            reader.setProperty("http://xml.org/sax/properties/declaration-handler", seen);
            return reader;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the runtime's XML parser lacks a protection", e);
        }
    }
}
