package dev.launchgate.postmortem.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An SVG text as a parser sees it, refused if it has anything but shapes and text. */
record SvgPicture(List<Element> elements) {
    private static final Set<String> ALLOWED =
            Set.of("svg", "style", "g", "path", "rect", "line", "circle", "text", "tspan", "defs", "clipPath");
    private static final Set<String> ATTRIBUTES = Set.of(
            "class",
            "clip-bounds-jfx",
            "clip-path",
            "cx",
            "cy",
            "d",
            "dy",
            "fill",
            "fill-opacity",
            "fill-rule",
            "font-family",
            "font-size",
            "height",
            "id",
            "opacity",
            "r",
            "shape-rendering",
            "stroke",
            "stroke-dasharray",
            "stroke-dashoffset",
            "stroke-linecap",
            "stroke-linejoin",
            "stroke-miterlimit",
            "stroke-opacity",
            "stroke-width",
            "style",
            "text-anchor",
            "transform",
            "type",
            "viewBox",
            "width",
            "x",
            "x1",
            "x2",
            "xmlns",
            "xmlns:xlink",
            "y",
            "y1",
            "y2",
            "pointer-events",
            "visibility");

    static SvgPicture of(String svg) {
        List<Element> elements = new ArrayList<>();
        Document document = parse(svg);
        IntStream.range(0, document.getElementsByTagName("*").getLength())
                .mapToObj(i -> (Element) document.getElementsByTagName("*").item(i))
                .forEach(elements::add);
        for (Element element : elements) {
            assertThat(element.getTagName()).isIn(ALLOWED);
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Attr attribute = (Attr) element.getAttributes().item(i);
                assertThat(attribute.getName()).isIn(ATTRIBUTES);
                assertThat(attribute.getValue().replaceAll("url\\(#i[0-9]+\\)", ""))
                        .doesNotContain("url(", "NaN", "Infinity");
            }
            if (element.getTagName().equals("style")) {
                assertThat(element.getTextContent()).doesNotContain("@", "url(", "expression");
            }
        }
        return new SvgPicture(elements);
    }

    private static Document parse(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            factory.setXIncludeAware(false);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not XML: " + svg.substring(0, Math.min(300, svg.length())), e);
        }
    }

    /** What is written in the picture, a line each. */
    List<String> texts() {
        return elements.stream()
                .filter(element -> element.getTagName().equals("text")
                        || element.getTagName().equals("tspan"))
                .map(element -> element.getTextContent().strip())
                .toList();
    }

    /** Colours, as the web writes them. */
    Set<String> colours() {
        Set<String> colours = new TreeSet<>();
        elements.forEach(
                element -> List.of("fill", "stroke").forEach(name -> colours.add(hex(element.getAttribute(name)))));
        return colours;
    }

    /** How many shapes of a kind have a colour, in the legend or not. */
    long shapes(String kind, String colour) {
        return elements.stream()
                .filter(element -> element.getTagName().equals(kind))
                .filter(element -> hex(element.getAttribute("stroke")).equals(colour)
                        || hex(element.getAttribute("fill")).equals(colour))
                .count();
    }

    private static String hex(String colour) {
        if (!colour.startsWith("rgb(")) {
            return colour;
        }
        StringBuilder hex = new StringBuilder("#");
        for (String part : colour.substring(4, colour.length() - 1).split(",")) {
            hex.append("%02x".formatted(Integer.parseInt(part.strip())));
        }
        return hex.toString();
    }
}
