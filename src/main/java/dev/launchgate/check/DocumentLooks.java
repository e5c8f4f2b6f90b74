package dev.launchgate.check;

import java.util.Optional;

/** Tells by its content what a document is. The first form that fits counts; what follows it may prove it broken. */
final class DocumentLooks {
    private DocumentLooks() {}

    /**
     * What a document looks like.
     *
     * @param fault where it breaks off being that; empty if it does not
     * @param packed diagrams in it are compressed
     * @param words text and attributes of markup, with references resolved
     */
    record Seen(DocumentLook look, String fault, boolean packed, String words) {
        Seen(DocumentLook look, String fault) {
            this(look, fault, false, "");
        }

        Seen(DocumentLook look) {
            this(look, "");
        }
    }

    /** @param text the body, if it is text */
    static Seen of(byte[] body, Optional<String> text) {
        if (PngFile.begins(body)) {
            return new Seen(DocumentLook.Png, PngFile.fault(body));
        }
        if (PdfFile.begins(body)) {
            return new Seen(DocumentLook.Pdf, PdfFile.fault(body));
        }
        return text.map(DocumentLooks::of).orElseGet(() -> new Seen(DocumentLook.Binary));
    }

    private static Seen of(String text) {
        if (HtmlText.begins(text)) {
            return new Seen(DocumentLook.Html);
        }
        boolean markup = text.stripLeading().startsWith("<");
        if (markup) {
            Optional<Seen> diagram = diagram(XmlDocument.read(text.stripLeading()));
            if (diagram.isPresent()) {
                return diagram.get();
            }
        }
        if (DiagramText.plantUml(text)) {
            return new Seen(DocumentLook.PlantUml);
        }
        if (DiagramText.mermaid(text)) {
            return new Seen(DocumentLook.Mermaid);
        }
        if (MarkdownText.looksSo(text)) {
            return new Seen(DocumentLook.Markdown);
        }
        return new Seen(markup ? DocumentLook.OtherMarkup : DocumentLook.PlainText);
    }

    private static Optional<Seen> diagram(XmlDocument document) {
        return switch (document.kind()) {
            case Svg -> Optional.of(new Seen(DocumentLook.Svg, document.fault(), false, document.words()));
            case Drawio ->
                Optional.of(new Seen(DocumentLook.Drawio, document.fault(), document.packed(), document.words()));
            case Xhtml -> Optional.of(new Seen(DocumentLook.Html));
            case Other -> Optional.empty();
        };
    }
}
