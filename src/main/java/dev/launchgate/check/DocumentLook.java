package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.DocumentFormat;
import org.jspecify.annotations.Nullable;

/** What content looks like, whatever it is called and said to be. */
enum DocumentLook {
    Drawio(DocumentFormat.Drawio),
    Html(DocumentFormat.Html),
    Markdown(DocumentFormat.Markdown),
    Mermaid(DocumentFormat.Mermaid),
    Pdf(DocumentFormat.Pdf),
    PlantUml(DocumentFormat.PlantUml),
    Png(DocumentFormat.Png),
    Svg(DocumentFormat.Svg),
    OtherMarkup("markup of another kind"),
    PlainText("plain text"),
    Binary("data that is no UTF-8 text");

    private final @Nullable DocumentFormat format;
    private final String shown;

    DocumentLook(DocumentFormat format) {
        this.format = format;
        this.shown = format.name();
    }

    DocumentLook(String shown) {
        this.format = null;
        this.shown = shown;
    }

    /** As messages call it. */
    String shown() {
        return shown;
    }

    boolean is(DocumentFormat wanted) {
        return wanted == DocumentFormat.Any || wanted == format;
    }

    boolean text() {
        return this != Pdf && this != Png && this != Binary;
    }
}
