package dev.launchgate.api.v1alpha1;

/** Format of a document, judged by its content. */
public enum DocumentFormat {
    Any,
    Drawio,
    Html,
    Markdown,
    Mermaid,
    Pdf,
    PlantUml,
    Png,
    Svg
}
